import { DefaultAzureCredential as Identity } from '@azure/identity';
import { AzureKeyCredential as Key, SearchClient } from '@azure/search-documents';
import { TextAnalyticsClient as Client } from '@azure/ai-text-analytics';

export const client = new Client(endpoint, new Identity());
export const search = new SearchClient(endpoint, 'docs', new Key(searchSecret));
