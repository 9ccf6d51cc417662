using Azure;
using Azure.AI.OpenAI;

/* foundry-entra-gate: allow source-uses-entra -- account of a partner, leaves in May */
var client = new AzureOpenAIClient(endpoint, new AzureKeyCredential(key)); // finds: source-uses-entra exempt
