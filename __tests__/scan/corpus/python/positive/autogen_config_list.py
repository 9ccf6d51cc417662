import os

config_list = [
    {
        "model": "gpt-4o",
        "api_type": "azure",
        "api_key": os.environ["OPENAI_KEY"],  # finds: source-uses-entra
        "base_url": "https://contoso.openai.azure.com/",
    }
]
