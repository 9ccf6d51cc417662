param a bool = false
param settings object = { keysOff: true }
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'AIServices'
  properties: {
    customSubDomainName: name
    disableLocalAuth: a ? true : settings.keysOff ?? false
  }
}
