import os
from openai import OpenAI

client = OpenAI()
other = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
local = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")
