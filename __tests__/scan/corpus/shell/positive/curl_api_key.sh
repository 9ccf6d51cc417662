#!/usr/bin/env bash
curl -s "$AZURE_OPENAI_ENDPOINT/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21" -H "api-key: $AZURE_OPENAI_API_KEY" -d @body.json # finds: source-uses-entra
