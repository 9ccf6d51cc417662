resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso'
}

resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  parent: account
  name: 'p'
}

resource connection 'Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01' = {
  parent: project
  name: 'openai'
  properties: {
    category: 'AzureOpenAI'
    authType: 'ApiKey' // finds: iac-connections-use-entra
    target: account.properties.endpoint
    credentials: {
      key: account.listKeys().key1 // finds: source-uses-entra
    }
  }
}
