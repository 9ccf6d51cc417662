import os

from azure.ai.documentintelligence.aio import DocumentIntelligenceClient
from azure.core.credentials import AzureKeyCredential

reader = DocumentIntelligenceClient(os.environ["DI_ENDPOINT"], AzureKeyCredential(os.environ["DOCUMENTINTELLIGENCE_API_KEY"]))  # finds: source-uses-entra
