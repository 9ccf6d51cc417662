import requests
from azure.identity import DefaultAzureCredential

token = DefaultAzureCredential().get_token("https://cognitiveservices.azure.com/.default").token
url = "https://contoso.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"
# The header api-key is gone.
requests.post(url, headers={"Authorization": f"Bearer {token}"}, json={"messages": []}, timeout=30)
