from openai import AzureOpenAI


def make(**kwargs):
    return AzureOpenAI(**kwargs)
