from llama_index.llms.azure_openai import AzureOpenAI

llm = AzureOpenAI(engine="gpt", model="gpt-4o", api_key="<your-key>", azure_endpoint="https://contoso.openai.azure.com/")  # finds: source-uses-entra
