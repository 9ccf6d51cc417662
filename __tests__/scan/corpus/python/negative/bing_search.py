import os
import requests

headers = {"Ocp-Apim-Subscription-Key": os.environ["BING_SEARCH_KEY"]}
requests.get("https://api.bing.microsoft.com/v7.0/search", headers=headers, timeout=30)
