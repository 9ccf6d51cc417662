from azure.ai.contentsafety import ContentSafetyClient
from azure.core.credentials import AzureKeyCredential

client = ContentSafetyClient("https://contoso.cognitiveservices.azure.com", AzureKeyCredential("<your-key>"))  # finds: source-uses-entra
