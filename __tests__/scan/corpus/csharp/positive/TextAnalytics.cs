using Azure;
using Azure.AI.TextAnalytics;

var client = new TextAnalyticsClient(new Uri(endpoint), new AzureKeyCredential(Environment.GetEnvironmentVariable("LANGUAGE_KEY"))); // finds: source-uses-entra
