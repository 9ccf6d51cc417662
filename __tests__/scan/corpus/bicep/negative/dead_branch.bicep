param disableLocalAuth bool = true

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso'
}

output key string? = !disableLocalAuth ? account.listKeys().key1 : null
