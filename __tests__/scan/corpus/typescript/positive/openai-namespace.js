import * as openai from 'openai';

const settings = { apiKey: process.env.AOAI_API_KEY, endpoint: process.env.AOAI_ENDPOINT };
export const client = new openai.AzureOpenAI(settings); // finds: source-uses-entra
