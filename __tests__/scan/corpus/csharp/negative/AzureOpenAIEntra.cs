using Azure.AI.OpenAI;
using Azure.Identity;

// No ApiKeyCredential any more.
var client = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new DefaultAzureCredential());
