param accountName string
param openAiSettings object

resource models 'Microsoft.ApiManagement/service/backends@2023-05-01-preview' = {
  name: 'gateway/models'
  properties: {
    url: 'https://${accountName}.openai.azure.com'
    protocol: 'http'
    credentials: { managedIdentity: { resource: 'https://cognitiveservices.azure.com' } }
  }
}

resource search 'Microsoft.ApiManagement/service/backends@2023-05-01-preview' = {
  name: 'gateway/search'
  properties: {
    url: 'https://contoso.search.windows.net'
    protocol: 'http'
    credentials: { header: { 'api-key': [searchAdminKey] } }
  }
}
