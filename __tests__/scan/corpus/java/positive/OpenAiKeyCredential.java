import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class OpenAiKeyCredential {
    OpenAIClient client = new OpenAIClientBuilder() // finds: source-uses-entra
            .endpoint("https://contoso.openai.azure.com")
            .credential(new AzureKeyCredential(System.getenv("AZURE_OPENAI_API_KEY")))
            .buildClient();
}
