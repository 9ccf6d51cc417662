import { OpenAI } from 'openai';

const resource = process.env.RESOURCE;
const key = '0123456789abcdef0123456789abcdef';
export const client = new OpenAI({ apiKey: key, baseURL: `https://${resource}.services.ai.azure.com/openai/v1/` }); // finds: source-uses-entra
