from azure.ai.documentintelligence import DocumentIntelligenceClient
from azure.core.credentials import AzureKeyCredential
from azure.identity import DefaultAzureCredential


def make(endpoint, key=None):
    credential = AzureKeyCredential(key) if key else DefaultAzureCredential()
    return DocumentIntelligenceClient(endpoint, credential)  # finds: source-uses-entra warning
