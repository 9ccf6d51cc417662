#!/usr/bin/env bash
az cognitiveservices account keys list --name contoso --resource-group ai --query key1 --output tsv # finds: source-uses-entra
