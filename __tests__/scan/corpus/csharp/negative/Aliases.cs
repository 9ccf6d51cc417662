using Identity = Azure.Identity.DefaultAzureCredential;
using Key = Azure.AzureKeyCredential;
using Client = Azure.AI.OpenAI.AzureOpenAIClient;

var client = new Client(new Uri(endpoint), new Identity());
var search = new Azure.Search.Documents.SearchClient(new Uri(endpoint), "docs", new Key(searchSecret));
