import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;

class OpenAiEntra {
    // instead of AzureKeyCredential
    OpenAIClient client = new OpenAIClientBuilder()
            .endpoint("https://contoso.openai.azure.com")
            .credential(new DefaultAzureCredentialBuilder().build())
            .buildClient();
}
