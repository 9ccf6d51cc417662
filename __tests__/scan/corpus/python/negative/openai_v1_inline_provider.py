import azure.identity
from openai import OpenAI

client = OpenAI(
    base_url="https://contoso.services.ai.azure.com/openai/v1/",
    api_key=azure.identity.get_bearer_token_provider(
        azure.identity.ManagedIdentityCredential(), "https://cognitiveservices.azure.com/.default"
    ),
)
