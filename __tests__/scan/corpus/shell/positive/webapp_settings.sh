#!/bin/sh
az webapp config appsettings set -n web -g ai --settings AZURE_OPENAI_API_KEY="$SECRET" # finds: source-uses-entra
