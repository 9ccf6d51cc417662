param authType string = 'AAD'

resource withKey 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = if (authType == 'ApiKey') {
  name: 'contoso/key'
  properties: {
    category: 'AzureOpenAI'
    authType: 'ApiKey'
    target: 'https://other.openai.azure.com'
  }
}

resource entra 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = if (authType == 'AAD') {
  name: 'contoso/entra'
  properties: {
    category: 'AzureOpenAI'
    authType: 'AAD'
    target: 'https://other.openai.azure.com'
  }
}
