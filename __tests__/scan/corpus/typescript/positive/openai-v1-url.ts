import OpenAI from 'openai';

export const client = new OpenAI({ // finds: source-uses-entra
  baseURL: 'https://contoso.openai.azure.com/openai/v1/',
  apiKey: process.env.AZURE_OPENAI_API_KEY,
});
