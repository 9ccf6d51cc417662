import os
from openai import OpenAI

base = f"{os.environ['AZURE_OPENAI_ENDPOINT']}/openai/v1/"
key = os.environ.get("KEY")
client = OpenAI(base_url=base, api_key=key)  # finds: source-uses-entra
