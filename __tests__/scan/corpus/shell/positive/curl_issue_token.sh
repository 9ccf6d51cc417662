#!/bin/sh
curl -X POST -H "Ocp-Apim-Subscription-Key: $SPEECH_KEY" -H 'Content-Length: 0' https://westeurope.api.cognitive.microsoft.com/sts/v1.0/issueToken # finds: source-uses-entra
