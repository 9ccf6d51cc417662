using Azure.Identity;
using Microsoft.SemanticKernel;

// The overload with apiKey is gone.
var builder = Kernel.CreateBuilder();
builder.AddAzureOpenAIChatCompletion("gpt-4o", endpoint, new DefaultAzureCredential());
