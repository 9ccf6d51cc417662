#!/bin/sh
# azure API Management has subscription keys of its own
curl -H "Ocp-Apim-Subscription-Key: $GATEWAY_KEY" https://contoso.azure-api.net/orders
