using Azure;
using Azure.AI.ContentSafety;

var safety = new ContentSafetyClient(new Uri(endpoint), new Azure.AzureKeyCredential(key)); // finds: source-uses-entra
