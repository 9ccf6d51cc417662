import os
import requests

requests.post("https://api.brevo.com/v3/smtp/email", headers={"api-key": os.environ["BREVO_KEY"]}, timeout=30)
