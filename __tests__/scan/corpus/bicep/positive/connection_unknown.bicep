param authType string

resource connection 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01' = {
  name: 'hub/openai'
  properties: {
    category: 'AzureOpenAI'
    authType: authType // finds: iac-connections-use-entra unknown
    target: 'https://other.openai.azure.com'
  }
}
