import os
from langchain_openai import AzureChatOpenAI, AzureOpenAIEmbeddings

llm = AzureChatOpenAI(azure_deployment="gpt", api_version="2024-10-21", api_key=os.environ["AZURE_OPENAI_API_KEY"])  # finds: source-uses-entra
embeddings = AzureOpenAIEmbeddings(azure_deployment="ada", openai_api_key=os.environ["AZURE_OPENAI_API_KEY"])  # finds: source-uses-entra
