public class OrdersClient(Options options)
{
    void Authorize(HttpRequestMessage request)
    {
        // azure: the key of an API Management product
        request.Headers.Add("Ocp-Apim-Subscription-Key", options.SubscriptionKey);
    }
}
