from openai import OpenAI

# Ollama in place of azure: it wants any api_key.
client = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")
