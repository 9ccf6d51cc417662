import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.KeyCredential;

class PlainOpenAiThroughAzureSdk {
    // Without an endpoint the client calls api.openai.com.
    Object client = new OpenAIClientBuilder().credential(new KeyCredential(System.getenv("OPENAI_API_KEY"))).buildClient();
}
