from app.clients import create_client
from app.settings import settings

client = create_client(endpoint=settings.azure_openai_endpoint, api_key=settings.azure_openai_api_key)  # KEY
