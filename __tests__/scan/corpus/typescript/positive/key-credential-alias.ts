import { AzureKeyCredential as Key } from '@azure/core-auth';
import { TextAnalyticsClient as Client } from '@azure/ai-text-analytics';

export const client = new Client(endpoint, new Key(process.env.TEXT_SECRET)); // KEY
