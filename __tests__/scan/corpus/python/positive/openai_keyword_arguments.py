import os
from openai import AzureOpenAI

options = {"azure_endpoint": os.environ["AZURE_OPENAI_ENDPOINT"], "api_version": "2024-10-21"}
options["api_key"] = os.environ["AZURE_OPENAI_API_KEY"]
client = AzureOpenAI(**options)  # finds: source-uses-entra
