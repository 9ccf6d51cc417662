import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class CredentialVariable {
    void run() {
        String key = System.getenv("AOAI_KEY");
        AzureKeyCredential credential = new AzureKeyCredential(key);
        var client = new OpenAIClientBuilder().credential(credential).endpoint(System.getenv("AOAI_ENDPOINT")).buildClient(); // finds: source-uses-entra
    }
}
