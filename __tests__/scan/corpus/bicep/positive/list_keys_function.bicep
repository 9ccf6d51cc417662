param name string

resource app 'Microsoft.Web/sites/config@2023-12-01' = {
  name: 'app/appsettings'
  properties: {
    OPENAI_SECRET: listKeys(resourceId('Microsoft.CognitiveServices/accounts', name), '2023-05-01').key1 // finds: source-uses-entra
  }
}
