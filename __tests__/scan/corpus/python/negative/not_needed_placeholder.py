from openai import OpenAI

client = OpenAI(base_url="https://contoso.openai.azure.com/openai/v1/", api_key="not-needed")
