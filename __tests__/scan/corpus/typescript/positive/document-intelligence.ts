import createClient from '@azure-rest/ai-document-intelligence';

const key = process.env.DOCUMENTINTELLIGENCE_API_KEY as string;
export const reader = createClient(process.env.DI_ENDPOINT!, { key }); // finds: source-uses-entra
