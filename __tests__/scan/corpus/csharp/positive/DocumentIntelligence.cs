using Azure;
using Azure.AI.DocumentIntelligence;

namespace Contoso.Reading;

public sealed class Reader(string endpoint, string key)
{
    private readonly DocumentIntelligenceClient _client = new(new Uri(endpoint), new AzureKeyCredential(key)); // finds: source-uses-entra
}
