import os
import openai

openai.api_type = "azure"
openai.api_base = os.getenv("OPENAI_BASE")
openai.api_version = "2023-05-15"
openai.api_key = os.getenv("OPENAI_SECRET")  # finds: source-uses-entra
