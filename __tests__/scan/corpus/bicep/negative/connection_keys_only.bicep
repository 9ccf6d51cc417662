resource insights 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'contoso/insights'
  properties: {
    category: 'AppInsights'
    authType: 'ApiKey'
    target: 'id'
    credentials: { key: 'x' }
  }
}

resource bing 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'contoso/bing'
  properties: {
    category: 'GroundingWithBingSearch'
    authType: 'ApiKey'
    target: 'https://api.bing.microsoft.com/'
  }
}
