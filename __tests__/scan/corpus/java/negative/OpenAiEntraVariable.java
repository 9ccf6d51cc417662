import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;

class OpenAiEntraVariable {
    Object make() {
        TokenCredential credential = new ManagedIdentityCredentialBuilder().clientId(System.getenv("AZURE_CLIENT_ID")).build();
        return new OpenAIClientBuilder().endpoint(System.getenv("AZURE_OPENAI_ENDPOINT")).credential(credential).buildClient(); // no api_key
    }
}
