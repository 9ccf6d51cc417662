import java.net.URI;
import java.net.http.HttpRequest;

class HttpHeader {
    HttpRequest make(String body) {
        return HttpRequest.newBuilder(URI.create("https://contoso.openai.azure.com/openai/v1/responses"))
                .header("api-key", System.getenv("AZURE_OPENAI_API_KEY")) // finds: source-uses-entra
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
