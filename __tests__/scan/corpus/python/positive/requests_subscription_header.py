import os
import requests

key = os.environ["TRANSLATOR_KEY"]
response = requests.post(
    "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0",
    headers={"Ocp-Apim-Subscription-Key": key, "Ocp-Apim-Subscription-Region": "westeurope"},  # finds: source-uses-entra
    timeout=30,
)
