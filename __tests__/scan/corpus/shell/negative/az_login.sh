#!/bin/sh
az login --service-principal -u "$AZURE_CLIENT_ID" -t "$AZURE_TENANT_ID" --federated-token "$(cat "$AZURE_FEDERATED_TOKEN_FILE")"
az cognitiveservices account show --name contoso --resource-group ai --query properties.disableLocalAuth # api_key off?
