import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class Inference {
    Object client = new ChatCompletionsClientBuilder().endpoint("https://contoso.services.ai.azure.com/models").credential(new AzureKeyCredential(System.getenv("AZURE_INFERENCE_CREDENTIAL"))).buildClient(); // finds: source-uses-entra
}
