import { AzureKeyCredential, TextAnalyticsClient } from '@azure/ai-text-analytics';

export function analytics(endpoint: string, key: string): TextAnalyticsClient {
  return new TextAnalyticsClient(endpoint, new AzureKeyCredential(key)); // finds: source-uses-entra
}
