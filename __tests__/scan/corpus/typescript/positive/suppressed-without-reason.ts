import { AzureOpenAI } from 'openai';

// foundry-entra-gate: allow source-uses-entra
export const client = new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY }); // finds: source-uses-entra
