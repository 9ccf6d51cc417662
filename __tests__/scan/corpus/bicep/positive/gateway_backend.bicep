param accountName string
@secure()
param modelsSecret string

resource byAddress 'Microsoft.ApiManagement/service/backends@2023-05-01-preview' = {
  name: 'gateway/models'
  properties: {
    url: 'https://${accountName}.openai.azure.com'
    protocol: 'http'
    credentials: {
      header: {
        'api-key': [modelsSecret] // finds: source-uses-entra
      }
    }
  }
}

resource byName 'Microsoft.ApiManagement/service/backends@2023-05-01-preview' = {
  name: 'gateway/vision'
  properties: {
    url: address
    protocol: 'http'
    credentials: { header: { 'Ocp-Apim-Subscription-Key': ['{{azure-vision-key}}'] } } // finds: source-uses-entra
  }
}
