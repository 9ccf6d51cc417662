import { AzureKeyCredential, SearchClient } from '@azure/search-documents';

export const search = new SearchClient(
  'https://contoso.search.windows.net',
  'docs',
  new AzureKeyCredential(process.env.AZURE_SEARCH_API_KEY ?? ''),
);
