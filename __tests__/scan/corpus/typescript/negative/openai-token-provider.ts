import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';
import { AzureOpenAI } from 'openai';

const scope = 'https://cognitiveservices.azure.com/.default';
const azureADTokenProvider = getBearerTokenProvider(new DefaultAzureCredential(), scope);
export const client = new AzureOpenAI({ azureADTokenProvider, apiVersion: '2024-10-21' }); // replaces apiKey
