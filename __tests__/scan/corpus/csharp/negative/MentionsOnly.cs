namespace Contoso;

/// <summary>new AzureOpenAIClient(uri, new ApiKeyCredential(key)) is refused.</summary>
public static class Help
{
    // var client = new AzureOpenAIClient(uri, new AzureKeyCredential(key));
    public const string Text = "Unset AZURE_OPENAI_API_KEY: new AzureKeyCredential(key) fails.";
}
