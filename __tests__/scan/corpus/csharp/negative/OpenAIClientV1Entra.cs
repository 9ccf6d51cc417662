using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;

// api_key free
var policy = new BearerTokenPolicy(new DefaultAzureCredential(), "https://ai.azure.com/.default");
var client = new ChatClient("gpt-4o", authenticationPolicy: policy,
    options: new OpenAIClientOptions { Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1/") });
