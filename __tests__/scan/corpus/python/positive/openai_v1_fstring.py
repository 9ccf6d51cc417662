import os

from openai import AsyncOpenAI

resource = os.environ["RESOURCE"]
client = AsyncOpenAI(api_key=os.environ["API_KEY"], base_url=f"https://{resource}.openai.azure.com/openai/v1/")  # finds: source-uses-entra
