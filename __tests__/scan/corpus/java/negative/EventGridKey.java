import com.azure.core.credential.AzureKeyCredential;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;

class EventGridKey {
    Object make(String topic, String key) {
        return new EventGridPublisherClientBuilder().endpoint(topic).credential(new AzureKeyCredential(key)).buildEventGridEventPublisherClient();
    }
}
