import ModelClient from '@azure-rest/ai-inference';
import { AzureKeyCredential } from '@azure/core-auth';

export const client = ModelClient( // finds: source-uses-entra
  'https://contoso.services.ai.azure.com/models',
  new AzureKeyCredential(process.env.AZURE_INFERENCE_CREDENTIAL ?? ''),
);
