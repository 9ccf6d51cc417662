import com.azure.ai.textanalytics.TextAnalyticsClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;

class TextAnalyticsEntra {
    // LANGUAGE_KEY is not read
    Object client = new TextAnalyticsClientBuilder().endpoint("https://contoso.cognitiveservices.azure.com").credential(new DefaultAzureCredentialBuilder().build()).buildClient();
}
