import os
from azure.identity import DefaultAzureCredential
from azure.keyvault.keys import KeyClient

keys = KeyClient(os.environ["AZURE_KEY_VAULT_URL"], DefaultAzureCredential())
primary_key = "id"
settings = {"api_key_name": "AZURE_OPENAI_API_KEY_NAME", "cosmos_key": os.environ["AZURE_COSMOS_KEY"]}
