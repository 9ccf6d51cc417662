# in place of Get-AzCognitiveServicesAccountKey
$token = (Get-AzAccessToken -ResourceUrl 'https://cognitiveservices.azure.com').Token
Invoke-RestMethod -Uri 'https://contoso.openai.azure.com/openai/v1/models' -Headers @{ Authorization = "Bearer $token" }
