#!/bin/sh
# foundry-entra-gate: allow source-uses-entra -- checks once a day that keys are refused
curl -H "api-key: $AZURE_OPENAI_API_KEY" https://contoso.openai.azure.com/openai/v1/models # finds: source-uses-entra exempt
