import dev.langchain4j.model.openai.OpenAiChatModel;

class LangChain4jPlain {
    // Not on Azure.
    Object model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName("gpt-4o").build();
}
