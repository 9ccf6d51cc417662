using Azure.AI.Projects;
using Azure.Identity;

// apiKey: none
var project = new AIProjectClient(new Uri(Environment.GetEnvironmentVariable("PROJECT_ENDPOINT")!), new DefaultAzureCredential());
