using Azure.AI.OpenAI;
using Azure.Identity;

var credential = new ChainedTokenCredential(new ManagedIdentityCredential(), new AzureCliCredential());
var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), credential); // not an AzureKeyCredential
