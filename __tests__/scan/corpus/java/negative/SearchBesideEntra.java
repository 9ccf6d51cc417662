import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.search.documents.SearchClientBuilder;

class SearchBesideEntra {
    void run(String searchKey) {
        var search = new SearchClientBuilder().endpoint("https://contoso.search.windows.net").credential(new AzureKeyCredential(searchKey)).buildClient();
        var chat = new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com").credential(new DefaultAzureCredentialBuilder().build()).buildClient();
    }
}
