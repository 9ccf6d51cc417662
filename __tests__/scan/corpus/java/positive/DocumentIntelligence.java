import com.azure.ai.documentintelligence.DocumentIntelligenceClientBuilder;
import com.azure.core.credential.AzureKeyCredential;

class DocumentIntelligence {
    Object make() {
        var key = System.getenv("DOCUMENTINTELLIGENCE_API_KEY");
        return new DocumentIntelligenceClientBuilder().endpoint(System.getenv("DI_ENDPOINT")).credential(new AzureKeyCredential(key)).buildClient(); // finds: source-uses-entra
    }
}
