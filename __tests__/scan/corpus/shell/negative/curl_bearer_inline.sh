#!/bin/sh
# no api-key
curl -H "Authorization: Bearer $(az account get-access-token --resource https://ai.azure.com --query accessToken -o tsv)" https://contoso.services.ai.azure.com/openai/v1/responses
