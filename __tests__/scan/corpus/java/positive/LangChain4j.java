import dev.langchain4j.model.azure.AzureOpenAiChatModel;

class LangChain4j {
    Object model = AzureOpenAiChatModel.builder().endpoint(System.getenv("AZURE_OPENAI_ENDPOINT")).apiKey(System.getenv("AZURE_OPENAI_KEY")).deploymentName("gpt-4o").build(); // finds: source-uses-entra
}
