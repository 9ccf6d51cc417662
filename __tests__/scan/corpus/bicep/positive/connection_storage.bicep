resource connection 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'contoso/storage'
  properties: {
    category: 'AzureStorageAccount'
    authType: 'AccountKey' // finds: iac-connections-use-entra
    target: 'https://contoso.blob.core.windows.net'
  }
}
