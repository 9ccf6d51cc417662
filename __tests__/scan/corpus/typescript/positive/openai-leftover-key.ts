import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';
import { AzureOpenAI } from 'openai';

const key = process.env.AZURE_OPENAI_API_KEY; // finds: source-uses-entra warning
if (!key) console.warn('no key');
export const client = new AzureOpenAI({
  azureADTokenProvider: getBearerTokenProvider(
    new DefaultAzureCredential(),
    'https://cognitiveservices.azure.com/.default',
  ),
});
export const legacy = { key };
