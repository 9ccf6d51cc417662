using Azure;
using Azure.AI.OpenAI;
using Azure.Identity;

var key = Environment.GetEnvironmentVariable("AZURE_OPENAI_API_KEY");
var endpoint = new Uri("https://contoso.openai.azure.com");
var client = string.IsNullOrEmpty(key)
    ? new AzureOpenAIClient(endpoint, new DefaultAzureCredential())
    : new AzureOpenAIClient(endpoint, new AzureKeyCredential(key)); // finds: source-uses-entra warning
