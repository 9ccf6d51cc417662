resource hub 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'hub'
  kind: 'Hub'

  resource search 'connections' = {
    name: 'search'
    properties: {
      category: 'CognitiveSearch'
      authType: 'ApiKey' // finds: iac-connections-use-entra
      target: 'https://contoso.search.windows.net'
    }
  }
}
