#!/bin/sh
docker run --rm -e AZURE_OPENAI_API_KEY contoso/app # finds: source-uses-entra
