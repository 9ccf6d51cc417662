param allowKeys bool = false
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'AIServices'
  properties: {
    customSubDomainName: name
    disableLocalAuth: !allowKeys
  }
}
