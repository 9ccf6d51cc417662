using Azure;
using Azure.Maps.Search;

var maps = new MapsSearchClient(new AzureKeyCredential(Environment.GetEnvironmentVariable("AZURE_MAPS_KEY")!));
