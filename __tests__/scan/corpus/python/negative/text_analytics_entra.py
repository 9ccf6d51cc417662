import os

from azure.ai.textanalytics import TextAnalyticsClient
from azure.identity import ManagedIdentityCredential

client = TextAnalyticsClient(os.environ["LANGUAGE_ENDPOINT"], ManagedIdentityCredential())  # was LANGUAGE_KEY
