import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;

class OpenAiV1 {
    OpenAIClient client = OpenAIOkHttpClient.builder() // finds: source-uses-entra
            .baseUrl("https://contoso.openai.azure.com/openai/v1/")
            .apiKey(System.getenv("AZURE_OPENAI_API_KEY"))
            .build();
}
