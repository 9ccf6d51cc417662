import { AzureOpenAI } from 'openai';

const VARIABLE = 'AZURE_OPENAI_API_KEY';
const read = (name: string) => process.env[name];
export const client = new AzureOpenAI({ apiKey: process.env[VARIABLE], baseURL: read('AZURE_OPENAI_ENDPOINT') }); // finds: source-uses-entra
