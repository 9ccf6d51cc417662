using Azure.AI.OpenAI;
using Azure.Identity;

// apiKey is not used
var options = new AzureOpenAIClientOptions { Audience = AzureOpenAIAudience.AzureGovernment };
AzureOpenAIClient client = new(new Uri("https://contoso.openai.azure.us"), new ManagedIdentityCredential(), options);
