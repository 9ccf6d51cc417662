import OpenAI from 'openai';

export const client = new OpenAI({
  baseURL: 'https://contoso.openai.azure.com/openai/v1/',
  apiKey: 'unused',
  fetch: signed,
});
