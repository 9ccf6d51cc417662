var builder = DistributedApplication.CreateBuilder(args);
var key = builder.AddParameter("AzureOpenAIApiKey", secret: true); // KEY
builder.AddProject<Projects.Store>("store").WithEnvironment("Models", key);
