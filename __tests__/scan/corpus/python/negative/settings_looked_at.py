from app.settings import settings

logger.info("key set: %s", bool(settings.azure_openai_api_key))
if settings.azure_openai_api_key:
    print("keys are on")
missing = []
missing.append("AZURE_OPENAI_API_KEY")
