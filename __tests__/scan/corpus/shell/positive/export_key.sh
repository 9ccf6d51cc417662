#!/bin/sh
export AZURE_OPENAI_API_KEY="$(cat /run/secrets/openai)" # finds: source-uses-entra
python app.py
