using Azure;
using Azure.AI.Inference;

var client = new ChatCompletionsClient( // finds: source-uses-entra
    new Uri("https://contoso.services.ai.azure.com/models"),
    new AzureKeyCredential(Environment.GetEnvironmentVariable("AZURE_INFERENCE_CREDENTIAL")!));
