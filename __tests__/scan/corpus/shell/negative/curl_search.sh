#!/bin/sh
curl -H "api-key: $AZURE_SEARCH_KEY" "https://contoso.search.windows.net/indexes?api-version=2024-07-01"
