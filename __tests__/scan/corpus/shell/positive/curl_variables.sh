#!/usr/bin/env bash
endpoint="https://contoso.services.ai.azure.com"
secret="$(cat /run/secrets/foundry)"
curl "$endpoint/models/chat/completions?api-version=2024-05-01-preview" --header "api-key: $secret" # finds: source-uses-entra
