import os

from content_client import AzureContentUnderstandingClient

key = os.getenv("AZURE_AI_API_KEY")
client = AzureContentUnderstandingClient(  # KEY (warning)
    endpoint=endpoint,
    subscription_key=key,
    token_provider=None if key else token_provider,
)
