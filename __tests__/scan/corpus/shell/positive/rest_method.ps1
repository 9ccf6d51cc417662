$headers = @{
  'api-key' = $env:AZURE_OPENAI_API_KEY # finds: source-uses-entra
}
Invoke-RestMethod -Uri "https://contoso.openai.azure.com/openai/v1/responses" -Headers $headers -Method Post
