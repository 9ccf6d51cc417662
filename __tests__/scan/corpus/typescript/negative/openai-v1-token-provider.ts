import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';
import OpenAI from 'openai';

const tokenProvider = getBearerTokenProvider(new DefaultAzureCredential(), 'https://ai.azure.com/.default');
export const client = new OpenAI({
  baseURL: 'https://contoso.openai.azure.com/openai/v1/',
  apiKey: tokenProvider,
});
