import os
from dataclasses import dataclass


@dataclass
class Settings:
    endpoint: str = os.environ["AZURE_OPENAI_ENDPOINT"]
    key: str = os.environ["AZURE_OPENAI_API_KEY"]  # finds: source-uses-entra
