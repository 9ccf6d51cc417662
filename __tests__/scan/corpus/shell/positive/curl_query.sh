#!/bin/sh
curl "https://westeurope.api.cognitive.microsoft.com/luis/prediction/v3.0/apps/x?subscription-key=$SECRET&query=hello" # finds: source-uses-entra
