import os

from openai import AzureOpenAI

# foundry-entra-gate: allow source-uses-entra
client = AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])  # finds: source-uses-entra
