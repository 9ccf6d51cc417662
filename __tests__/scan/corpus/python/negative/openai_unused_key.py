import os
from openai import OpenAI

client = OpenAI(
    base_url="https://contoso.openai.azure.com/openai/v1/",
    api_key="unused",
    default_headers={"Authorization": f"Bearer {os.environ['TOKEN']}"},
)
