/** {@code new OpenAIClientBuilder().credential(new AzureKeyCredential(key))} is refused. */
class MentionsOnly {
    // new OpenAIClientBuilder().credential(new AzureKeyCredential(System.getenv("AZURE_OPENAI_API_KEY")));
    static final String HELP = "Unset AZURE_OPENAI_API_KEY: new AzureKeyCredential(key) fails.";
}
