import { AzureOpenAI } from 'openai';

// foundry-entra-gate: allow source-uses-entra -- account of a partner, leaves in May
export const client = new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY }); // finds: source-uses-entra exempt
