#!/bin/sh
az ml connection create --file connection.yml --set api_key="$AZURE_OPENAI_API_KEY" # finds: source-uses-entra
