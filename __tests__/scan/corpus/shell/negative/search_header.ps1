$headers = @{ 'api-key' = $env:AZURE_SEARCH_ADMIN_KEY }
Invoke-RestMethod -Uri 'https://contoso.search.windows.net/indexes?api-version=2024-07-01' -Headers $headers
