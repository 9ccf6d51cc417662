from openai import AsyncAzureOpenAI as AsyncClient
from openai import AzureOpenAI as Client

client = Client(azure_endpoint=endpoint, api_key=secret)  # KEY
other = AsyncClient(azure_endpoint=endpoint, api_key=secret)  # KEY
