import com.azure.core.credential.AzureKeyCredential;
import com.azure.maps.search.MapsSearchClientBuilder;

class MapsKey {
    Object maps = new MapsSearchClientBuilder().credential(new AzureKeyCredential(System.getenv("AZURE_MAPS_KEY"))).buildClient();
}
