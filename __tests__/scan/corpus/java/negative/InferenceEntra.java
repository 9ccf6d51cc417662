import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;

class InferenceEntra {
    // was AZURE_INFERENCE_CREDENTIAL in an AzureKeyCredential
    Object client = new ChatCompletionsClientBuilder().endpoint("https://contoso.services.ai.azure.com/models").credential(new DefaultAzureCredentialBuilder().build()).buildClient();
}
