from azure.ai.textanalytics import TextAnalyticsClient
from azure.core.credentials import AzureKeyCredential


def client_for(endpoint, key):
    return TextAnalyticsClient(endpoint=endpoint, credential=AzureKeyCredential(key))  # finds: source-uses-entra
