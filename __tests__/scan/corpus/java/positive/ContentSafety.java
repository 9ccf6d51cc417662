import com.azure.ai.contentsafety.ContentSafetyClientBuilder;
import com.azure.core.credential.KeyCredential;

class ContentSafety {
    Object make(String endpoint) {
        return new ContentSafetyClientBuilder().credential(new KeyCredential(System.getenv("CONTENT_SAFETY_KEY"))).endpoint(endpoint).buildClient(); // finds: source-uses-entra
    }
}
