from assistant import AzureOpenAIAssistant

assistant = AzureOpenAIAssistant(  # KEY
    azure_openai_endpoint=config.azure_openai_endpoint, azure_openai_primary_key=config.azure_openai_primary_key
)
