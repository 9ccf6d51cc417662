import { AzureOpenAI as Models } from 'openai';

const { AZURE_OPENAI_KEY: apiKey } = process.env;
export const models = new Models({ apiKey, deployment: 'gpt-4o' }); // finds: source-uses-entra
