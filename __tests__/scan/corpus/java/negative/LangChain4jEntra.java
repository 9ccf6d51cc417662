import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;

class LangChain4jEntra {
    // in place of .apiKey(...)
    Object model = AzureOpenAiChatModel.builder().endpoint(System.getenv("AZURE_OPENAI_ENDPOINT")).tokenCredential(new DefaultAzureCredentialBuilder().build()).deploymentName("gpt-4o").build();
}
