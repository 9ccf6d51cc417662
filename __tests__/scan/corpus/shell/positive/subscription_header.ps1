$headers = @{ 'Ocp-Apim-Subscription-Key' = $env:SPEECH_KEY } # finds: source-uses-entra
Invoke-WebRequest -Uri 'https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/models' -Headers $headers
