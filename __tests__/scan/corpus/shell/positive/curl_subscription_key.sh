#!/bin/sh
curl -X POST "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de" -H "Ocp-Apim-Subscription-Key: ${TRANSLATOR_KEY}" -H "Ocp-Apim-Subscription-Region: westeurope" -d @body.json # finds: source-uses-entra
