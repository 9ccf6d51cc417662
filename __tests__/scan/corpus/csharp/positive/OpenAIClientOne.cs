using Azure;
using Azure.AI.OpenAI;

var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential(Configuration["AzureOpenAI:ApiKey"])); // finds: source-uses-entra
