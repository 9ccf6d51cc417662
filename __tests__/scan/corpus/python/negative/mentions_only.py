"""How to leave keys.

Before: client = AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])
"""

# client = AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])
HELP = "AzureOpenAI(api_key=...) is refused; unset AZURE_OPENAI_API_KEY and sign in"
print(HELP)
