import os

from models import AuthMethod, ModelConfig

key = os.getenv("CHAT_SECRET")
sure = ModelConfig(model_provider="azure", model="gpt-4o", api_key=key)  # KEY
either = ModelConfig(  # KEY (warning)
    model_provider="azure",
    api_key=key,
    auth_method=AuthMethod.AzureManagedIdentity if not key else AuthMethod.ApiKey,
)
elsewhere = ModelConfig(model_provider="openai", api_key=key)
