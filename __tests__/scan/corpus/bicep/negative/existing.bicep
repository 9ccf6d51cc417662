resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso'
}

output endpoint string = account.properties.endpoint
