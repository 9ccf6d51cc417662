using Azure;
using Azure.AI.OpenAI;

public class Chat
{
    private readonly AzureOpenAIClient client;

    public Chat(Uri endpoint, string key)
    {
        client = new AzureOpenAIClient(endpoint, new AzureKeyCredential(key)); // finds: source-uses-entra
    }
}
