import os

from azure.ai.evaluation import AzureOpenAIModelConfiguration, GroundednessEvaluator

model = AzureOpenAIModelConfiguration(  # KEY
    azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
    api_key=os.environ["AZURE_OPENAI_API_KEY"],
)
plain = {
    "azure_endpoint": connection.endpoint_url,
    "api_key": connection.key,  # KEY
}
groundedness = GroundednessEvaluator(plain)
