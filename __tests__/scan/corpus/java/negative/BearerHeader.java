import java.net.URI;
import java.net.http.HttpRequest;

class BearerHeader {
    HttpRequest make(String token) {
        return HttpRequest.newBuilder(URI.create("https://contoso.openai.azure.com/openai/v1/responses"))
                .header("Authorization", "Bearer " + token) // in place of api-key
                .build();
    }
}
