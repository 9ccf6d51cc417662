from azure.ai.projects import AIProjectClient
from azure.identity import DefaultAzureCredential

project = AIProjectClient(endpoint="https://contoso.services.ai.azure.com/api/projects/p", credential=DefaultAzureCredential())
client = project.get_openai_client()
