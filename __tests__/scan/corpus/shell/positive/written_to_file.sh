#!/bin/bash
echo "AZURE_OPENAI_API_KEY=$KEY" >> .env # KEY
printf 'SPEECH_KEY=%s\n' "$KEY" > speech.env # KEY
echo "AZURE_OPENAI_API_KEY=$KEY"
echo "AZURE_OPENAI_API_KEY=is missing" >&2
dotnet user-secrets set --project api Services:AzureOpenAI:ApiKey "$KEY" # KEY
dotnet user-secrets set Services:AzureOpenAI:Endpoint "$ENDPOINT"
