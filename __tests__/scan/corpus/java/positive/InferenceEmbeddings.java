import com.azure.ai.inference.*;
import com.azure.core.credential.*;

class InferenceEmbeddings {
    private static final String KEY_VALUE = "0123456789abcdef0123456789abcdef";
    Object client = new EmbeddingsClientBuilder().credential(new AzureKeyCredential(KEY_VALUE)).endpoint("https://contoso.services.ai.azure.com/models").buildClient(); // finds: source-uses-entra
}
