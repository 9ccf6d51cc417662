class AzureOpenAI:
    def __init__(self, api_key: str) -> None:
        self.cache = api_key


cache = AzureOpenAI(api_key="prompt-cache")
