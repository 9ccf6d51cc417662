import com.azure.identity.AuthenticationUtil;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.credential.BearerTokenCredential;

class OpenAiV1Entra {
    // .apiKey( is gone
    Object client = OpenAIOkHttpClient.builder()
            .baseUrl("https://contoso.openai.azure.com/openai/v1/")
            .credential(BearerTokenCredential.create(AuthenticationUtil.getBearerTokenSupplier(
                    new DefaultAzureCredentialBuilder().build(), "https://cognitiveservices.azure.com/.default")))
            .build();
}
