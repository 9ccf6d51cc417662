using System.ClientModel;
using OpenAI.Chat;

// Not on Azure.
var client = new ChatClient("gpt-4o", new ApiKeyCredential(Environment.GetEnvironmentVariable("OPENAI_API_KEY")!));
