"""Use Entra ID.

Do not write AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"]).
"""
# client = AzureOpenAI(api_key="key")
