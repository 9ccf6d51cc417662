#!/usr/bin/env bash
set -euo pipefail
key=$(az cognitiveservices account keys list -n contoso -g ai --query key1 -o tsv) # finds: source-uses-entra
curl -H "Authorization: Bearer nothing" -d "$key" https://contoso.example
