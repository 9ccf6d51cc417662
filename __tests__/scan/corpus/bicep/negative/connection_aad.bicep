resource connection 'Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01' = {
  name: 'contoso/p/openai'
  properties: {
    category: 'AzureOpenAI'
    authType: 'AAD'
    target: 'https://other.openai.azure.com'
  }
}
