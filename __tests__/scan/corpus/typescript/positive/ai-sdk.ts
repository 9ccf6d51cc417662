import { createAzure } from '@ai-sdk/azure';

export const azure = createAzure({ resourceName: 'contoso', apiKey: process.env.AZURE_API_KEY }); // finds: source-uses-entra
