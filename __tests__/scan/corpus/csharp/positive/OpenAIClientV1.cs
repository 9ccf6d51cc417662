using System.ClientModel;
using OpenAI;
using OpenAI.Chat;

var client = new ChatClient( // finds: source-uses-entra
    model: "gpt-4o",
    credential: new ApiKeyCredential(Environment.GetEnvironmentVariable("AZURE_OPENAI_API_KEY")!),
    options: new OpenAIClientOptions { Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1/") });
