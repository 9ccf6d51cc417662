import os
from openai import AzureOpenAI

client = AzureOpenAI(  # finds: source-uses-entra
    azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
    api_key=os.environ["AZURE_OPENAI_API_KEY"],
    api_version="2024-10-21",
)
