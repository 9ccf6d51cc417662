class Start
{
    object Client() => factory.Create(_options.Endpoint, _options.AzureOpenAIKey); // KEY
}
