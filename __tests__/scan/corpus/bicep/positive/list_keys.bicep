resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso'
}

output key string = account.listKeys().key1 // finds: source-uses-entra
