public class AzureContentUnderstandingClient(Options options)
{
    void Authorize(HttpRequestMessage request)
    {
        request.Headers.Add("Ocp-Apim-Subscription-Key", options.SubscriptionKey); // KEY
    }
}
