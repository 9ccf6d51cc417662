import os

import httpx

headers = {}
headers["Ocp-Apim-Subscription-Key"] = os.environ["SPEECH_KEY"]  # finds: source-uses-entra
token = httpx.post("https://westeurope.api.cognitive.microsoft.com/sts/v1.0/issueToken", headers=headers).text
