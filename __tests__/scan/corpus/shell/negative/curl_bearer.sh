#!/usr/bin/env bash
# in place of the header api-key
token=$(az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv)
curl -H "Authorization: Bearer $token" "$AZURE_OPENAI_ENDPOINT/openai/v1/responses" -d @body.json
