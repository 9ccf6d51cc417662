import os

from azure.ai.inference import ChatCompletionsClient
from azure.core.credentials import AzureKeyCredential as Key

client = ChatCompletionsClient(endpoint=endpoint, credential=Key(os.environ["CHAT_SECRET"]))  # KEY
