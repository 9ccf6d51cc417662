import os
import litellm

os.environ["AZURE_API_KEY"] = "my-azure-key"  # finds: source-uses-entra
os.environ["AZURE_API_BASE"] = "https://contoso.openai.azure.com"
answer = litellm.completion(model="azure/gpt-4o", messages=[])
