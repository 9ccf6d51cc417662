using Microsoft.SemanticKernel;

public static class Kernels
{
    public static Kernel Make(string endpoint, string apiKey)
    {
        var builder = Kernel.CreateBuilder();
        builder.AddAzureOpenAIChatCompletion("gpt-4o", endpoint, apiKey); // finds: source-uses-entra
        return builder.Build();
    }
}
