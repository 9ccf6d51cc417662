using System.Net.Http;
using System.Net.Http.Headers;
using Azure.Core;
using Azure.Identity;

// in place of the header api-key
var token = await new DefaultAzureCredential().GetTokenAsync(new TokenRequestContext(["https://cognitiveservices.azure.com/.default"]));
var http = new HttpClient { BaseAddress = new Uri("https://contoso.openai.azure.com/") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
