param disableLocalAuth bool
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'AIServices'
  properties: {
    customSubDomainName: name
    disableLocalAuth: disableLocalAuth
  }
}
