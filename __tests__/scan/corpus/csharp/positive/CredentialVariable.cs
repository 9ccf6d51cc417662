using Azure;
using Azure.AI.OpenAI;

AzureKeyCredential credential = new(Environment.GetEnvironmentVariable("AOAI_KEY")!);
var client = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), credential); // finds: source-uses-entra
