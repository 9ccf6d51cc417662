@allowed(['ApiKey', 'AAD'])
param authType string = 'ApiKey'

resource connection 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'contoso/openai'
  properties: {
    category: 'AIServices'
    authType: authType // finds: iac-connections-use-entra
    target: 'https://other.services.ai.azure.com'
  }
}
