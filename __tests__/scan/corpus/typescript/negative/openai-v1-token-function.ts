import { ManagedIdentityCredential } from '@azure/identity';
import OpenAI from 'openai';

const credential = new ManagedIdentityCredential();
export const client = new OpenAI({
  baseURL: 'https://contoso.services.ai.azure.com/openai/v1/',
  apiKey: async () => (await credential.getToken('https://cognitiveservices.azure.com/.default')).token,
});
