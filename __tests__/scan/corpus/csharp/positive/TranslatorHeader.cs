using System.Net.Http;

using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de");
var key = Environment.GetEnvironmentVariable("TRANSLATOR_KEY");
request.Headers.Add("Ocp-Apim-Subscription-Key", key); // finds: source-uses-entra
