using Azure.AI.Inference;
using Azure.Core.Pipeline;
using Azure.Identity;

// instead of new AzureKeyCredential(key)
var credential = new DefaultAzureCredential();
var options = new AzureAIInferenceClientOptions();
options.AddPolicy(new BearerTokenAuthenticationPolicy(credential, new[] { "https://ai.azure.com/.default" }), HttpPipelinePosition.PerRetry);
var client = new ChatCompletionsClient(new Uri("https://contoso.services.ai.azure.com/models"), credential, options);
