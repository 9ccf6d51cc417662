import os
from azure.ai.textanalytics import TextAnalyticsClient
from azure.core.credentials import AzureKeyCredential


class Sentiment:
    def __init__(self, endpoint: str):
        self.credential = AzureKeyCredential(os.environ["LANGUAGE_KEY"])
        self.client = TextAnalyticsClient(endpoint, self.credential)  # finds: source-uses-entra
