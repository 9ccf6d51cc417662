import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class BuilderVariable {
    void run(String key) {
        OpenAIClientBuilder builder = new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com");
        builder.credential(new AzureKeyCredential(key)); // finds: source-uses-entra
        builder.buildClient();
    }
}
