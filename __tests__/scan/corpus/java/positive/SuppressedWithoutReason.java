import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class SuppressedWithoutReason {
    // foundry-entra-gate: allow source-uses-entra
    Object client = new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com").credential(new AzureKeyCredential(System.getenv("AZURE_OPENAI_API_KEY"))).buildClient(); // finds: source-uses-entra
}
