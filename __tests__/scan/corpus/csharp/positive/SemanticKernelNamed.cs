using Microsoft.SemanticKernel;

var services = new ServiceCollection();
services.AddAzureOpenAIChatCompletion( // finds: source-uses-entra
    deploymentName: "gpt-4o",
    endpoint: configuration["AzureOpenAI:Endpoint"]!,
    apiKey: configuration["AzureOpenAI:Key"]!);
