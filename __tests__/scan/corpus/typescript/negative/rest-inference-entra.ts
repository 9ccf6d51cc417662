import ModelClient from '@azure-rest/ai-inference';
import { DefaultAzureCredential } from '@azure/identity';

// No AzureKeyCredential here.
export const client = ModelClient('https://contoso.services.ai.azure.com/models', new DefaultAzureCredential(), {
  credentials: { scopes: ['https://ai.azure.com/.default'] },
});
