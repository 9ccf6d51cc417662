import os
from azure.identity import DefaultAzureCredential, get_bearer_token_provider
from openai import AzureOpenAI


def make():
    key = os.getenv("AZURE_OPENAI_API_KEY")
    if key:
        return AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", api_key=key)  # finds: source-uses-entra warning
    provider = get_bearer_token_provider(DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default")
    return AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", azure_ad_token_provider=provider)
