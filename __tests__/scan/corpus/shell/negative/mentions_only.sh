#!/bin/sh
# curl -H "api-key: $AZURE_OPENAI_API_KEY" https://contoso.openai.azure.com
# az cognitiveservices account keys list --name contoso -g ai
echo "Do not use AZURE_OPENAI_API_KEY; az cognitiveservices account keys list is refused."
