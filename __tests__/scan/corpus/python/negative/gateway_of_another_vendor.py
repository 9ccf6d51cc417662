import os

from azure.identity import DefaultAzureCredential
from openai import OpenAI

client = OpenAI(base_url=os.environ["GATEWAY_URL"], api_key=os.environ["AI_GATEWAY_API_KEY"])
