import os

from openai import OpenAI

BASE = "https://contoso.services.ai.azure.com/openai/v1/"
client = OpenAI(base_url=BASE, api_key=os.environ["FOUNDRY_API_KEY"])  # finds: source-uses-entra
