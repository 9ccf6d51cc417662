#!/bin/sh
wget --header="api-key: $AZURE_OPENAI_KEY" -O - "https://contoso.openai.azure.com/openai/models?api-version=2024-10-21" # finds: source-uses-entra
