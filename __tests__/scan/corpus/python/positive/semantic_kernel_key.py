from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion


def service(settings):
    return AzureChatCompletion(deployment_name="gpt", endpoint=settings.endpoint, api_key=settings.api_key)  # finds: source-uses-entra
