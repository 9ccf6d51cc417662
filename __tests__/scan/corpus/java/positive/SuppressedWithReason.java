import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class SuppressedWithReason {
    // foundry-entra-gate: allow source-uses-entra -- account of a partner, leaves in May
    Object client = new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com").credential(new AzureKeyCredential(System.getenv("AZURE_OPENAI_API_KEY"))).buildClient(); // finds: source-uses-entra exempt
}
