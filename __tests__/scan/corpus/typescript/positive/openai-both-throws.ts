import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';
import { AzureOpenAI } from 'openai';

const azureADTokenProvider = getBearerTokenProvider(
  new DefaultAzureCredential(),
  'https://cognitiveservices.azure.com/.default',
);
export const client = new AzureOpenAI({ // finds: source-uses-entra
  azureADTokenProvider,
  apiKey: process.env.AZURE_OPENAI_API_KEY,
});
