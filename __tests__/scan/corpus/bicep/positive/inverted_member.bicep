param settings object = { enableLocalAuth: true }
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'AIServices'
  properties: {
    customSubDomainName: name
    disableLocalAuth: settings.enableLocalAuth // finds: iac-keys-disabled
  }
}
