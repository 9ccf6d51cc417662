import com.azure.core.credential.AzureKeyCredential;
import com.azure.search.documents.SearchClientBuilder;

class SearchKey {
    Object search = new SearchClientBuilder().endpoint("https://contoso.search.windows.net").indexName("docs").credential(new AzureKeyCredential(System.getenv("AZURE_SEARCH_KEY"))).buildClient();
}
