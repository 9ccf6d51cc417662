using Azure.AI.OpenAI;
using Key = Azure.AzureKeyCredential;
using Client = Azure.AI.OpenAI.AzureOpenAIClient;
using Safety = Azure.AI.ContentSafety.ContentSafetyClient;

var client = new AzureOpenAIClient(new Uri(endpoint), new Key(secret)); // KEY
var other = new Client(new Uri(endpoint), new Key(secret)); // KEY
Safety safety = new(new Uri(endpoint), new Key(secret)); // KEY
