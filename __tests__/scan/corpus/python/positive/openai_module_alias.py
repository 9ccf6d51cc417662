import os
import openai as oai

client = oai.AzureOpenAI(api_key=os.getenv("AOAI_KEY"), azure_endpoint=os.getenv("AOAI_ENDPOINT"))  # finds: source-uses-entra
