import os
import requests

url = "https://contoso.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21"
headers = {"Content-Type": "application/json", "api-key": os.environ["KEY"]}  # finds: source-uses-entra
requests.post(url, headers=headers, json={}, timeout=30)
