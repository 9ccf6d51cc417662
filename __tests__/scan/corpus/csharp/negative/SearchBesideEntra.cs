using Azure;
using Azure.AI.OpenAI;
using Azure.Identity;
using Azure.Search.Documents;

var search = new SearchClient(searchEndpoint, "docs", new AzureKeyCredential(configuration["AzureSearch:Key"]!));
var chat = new AzureOpenAIClient(openAiEndpoint, new DefaultAzureCredential());
