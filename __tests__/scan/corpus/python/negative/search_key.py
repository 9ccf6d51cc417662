import os
from azure.core.credentials import AzureKeyCredential
from azure.search.documents import SearchClient

client = SearchClient(os.environ["AZURE_SEARCH_ENDPOINT"], "docs", AzureKeyCredential(os.environ["AZURE_SEARCH_KEY"]))
