import com.azure.ai.textanalytics.TextAnalyticsClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class TextAnalytics {
    Object make(String endpoint, String key) {
        return new TextAnalyticsClientBuilder().credential(new AzureKeyCredential(key)).endpoint(endpoint).buildClient(); // finds: source-uses-entra
    }
}
