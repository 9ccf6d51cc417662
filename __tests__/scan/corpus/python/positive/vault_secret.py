from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from openai import AzureOpenAI

vault = SecretClient("https://contoso.vault.azure.net", DefaultAzureCredential())
client = AzureOpenAI(api_key=vault.get_secret("openai-key").value, api_version="2024-10-21")  # finds: source-uses-entra
