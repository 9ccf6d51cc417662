import os

from azure.identity import DefaultAzureCredential
from openai import AzureOpenAI

token = DefaultAzureCredential().get_token("https://cognitiveservices.azure.com/.default")
client = AzureOpenAI(azure_ad_token=token.token, azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"])
