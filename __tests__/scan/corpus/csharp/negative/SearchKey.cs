using Azure;
using Azure.Search.Documents;

var search = new SearchClient(new Uri("https://contoso.search.windows.net"), "docs", new AzureKeyCredential(Environment.GetEnvironmentVariable("AZURE_SEARCH_KEY")!));
