resource search 'Microsoft.Search/searchServices@2023-11-01' = {
  name: 'search'
  properties: {
    disableLocalAuth: false
  }
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'cosmos'
  properties: {
    disableLocalAuth: false
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'storage'
}

output key string = storage.listKeys().keys[0].value
output cosmosKey string = cosmos.listKeys().primaryMasterKey
