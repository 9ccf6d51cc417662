import getpass
import os
from langchain_openai import AzureChatOpenAI

os.environ["AZURE_OPENAI_API_KEY"] = getpass.getpass("Key: ")
llm = AzureChatOpenAI(azure_deployment="gpt", api_version="2024-10-21")  # finds: source-uses-entra
