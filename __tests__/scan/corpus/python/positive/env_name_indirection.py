import os

from openai import AzureOpenAI

KEY_VARIABLE = "AZURE_OPENAI_API_KEY"


def make():
    key = os.environ[KEY_VARIABLE]
    return AzureOpenAI(api_key=key, azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"])  # finds: source-uses-entra
