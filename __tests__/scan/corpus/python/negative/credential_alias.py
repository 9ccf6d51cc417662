from azure.ai.inference import ChatCompletionsClient
from azure.core.credentials import AzureKeyCredential as Key
from azure.identity import DefaultAzureCredential as Identity
from azure.search.documents import SearchClient

search = SearchClient(endpoint, "docs", Key(search_secret))
client = ChatCompletionsClient(endpoint=endpoint, credential=Identity())
