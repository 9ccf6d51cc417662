using Azure;
using Azure.AI.OpenAI;

string key = "0123456789abcdef0123456789abcdef";
AzureOpenAIClient client = new(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential(key)); // finds: source-uses-entra
