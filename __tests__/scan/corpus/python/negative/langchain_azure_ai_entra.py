from azure.identity import DefaultAzureCredential
from langchain_azure_ai.chat_models import AzureAIChatCompletionsModel

model = AzureAIChatCompletionsModel(endpoint="https://contoso.services.ai.azure.com/models", credential=DefaultAzureCredential(), model="mistral-large")
