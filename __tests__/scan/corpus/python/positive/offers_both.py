import os

from azure.core.credentials import AzureKeyCredential
from azure.identity import DefaultAzureCredential
from azure.ai.inference import ChatCompletionsClient

key = os.getenv("AZURE_INFERENCE_KEY")
credential = AzureKeyCredential(key) if key else DefaultAzureCredential()
client = ChatCompletionsClient(endpoint=os.environ["AZURE_INFERENCE_ENDPOINT"], credential=credential)  # finds: source-uses-entra warning
