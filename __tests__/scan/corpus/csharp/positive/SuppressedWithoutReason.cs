using Azure;
using Azure.AI.OpenAI;

// foundry-entra-gate: allow source-uses-entra --
var client = new AzureOpenAIClient(endpoint, new AzureKeyCredential(key)); // finds: source-uses-entra
