import os
import openai

client = openai.OpenAI(  # finds: source-uses-entra
    base_url="https://contoso.openai.azure.com/openai/v1/",
    api_key=os.environ["FOUNDRY_KEY"],
)
