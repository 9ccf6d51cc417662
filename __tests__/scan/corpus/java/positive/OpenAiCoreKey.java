import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.KeyCredential;

class OpenAiCoreKey {
    Object make(String key) {
        return new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com").credential(new KeyCredential(key)).buildAsyncClient(); // finds: source-uses-entra
    }
}
