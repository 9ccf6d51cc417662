import os
from litellm import completion

answer = completion(  # finds: source-uses-entra
    model="azure/gpt-4o",
    api_base=os.environ["AZURE_API_BASE"],
    api_key=os.environ["AZURE_API_KEY"],
    messages=[],
)
