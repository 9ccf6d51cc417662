from azure.ai.contentsafety import ContentSafetyClient
from azure.core.credentials import AzureKeyCredential
from openai import AsyncAzureOpenAI, AzureOpenAI

make_key = AzureKeyCredential
safety = ContentSafetyClient(endpoint, make_key(secret))  # KEY

client_class = AsyncAzureOpenAI if asynchronous else AzureOpenAI
client = client_class(azure_endpoint=endpoint, api_key=secret)  # KEY
