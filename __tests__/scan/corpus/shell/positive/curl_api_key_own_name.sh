#!/usr/bin/env bash
curl -H 'Content-Type: application/json' -H "api-key: $SECRET" https://contoso.openai.azure.com/openai/v1/responses -d @body.json # finds: source-uses-entra
