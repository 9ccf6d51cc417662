import os
from openai import AsyncAzureOpenAI as Client

endpoint = os.getenv("AZURE_OPENAI_ENDPOINT")
key = os.getenv("AZURE_OPENAI_KEY")


def make():
    return Client(azure_endpoint=endpoint, api_key=key, api_version="2024-10-21")  # finds: source-uses-entra
