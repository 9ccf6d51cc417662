import os


def _required(name):
    value = os.getenv(name)
    if not value:
        raise ValueError(name)
    return value


settings = AppSettings(azure_openai_api_key=_required("AZURE_OPENAI_API_KEY"))  # KEY
