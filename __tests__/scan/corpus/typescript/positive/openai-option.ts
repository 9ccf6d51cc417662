import { AzureOpenAI } from 'openai';

export const client = new AzureOpenAI({ // finds: source-uses-entra
  endpoint: process.env.AZURE_OPENAI_ENDPOINT,
  apiKey: process.env.AZURE_OPENAI_API_KEY,
  apiVersion: '2024-10-21',
});
