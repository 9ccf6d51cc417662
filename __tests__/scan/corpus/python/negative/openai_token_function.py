from azure.identity import ManagedIdentityCredential
from openai import AzureOpenAI

credential = ManagedIdentityCredential()


def token() -> str:
    return credential.get_token("https://cognitiveservices.azure.com/.default").token


client = AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", azure_ad_token_provider=token)
