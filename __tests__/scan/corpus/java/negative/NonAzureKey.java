import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.KeyCredential;

class NonAzureKey {
  private KeyCredential credential;

  NonAzureKey nonAzureApiKey(String nonAzureApiKey) {
    this.credential = new KeyCredential(nonAzureApiKey);
    return this;
  }
}
