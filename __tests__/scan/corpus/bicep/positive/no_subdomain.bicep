param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = { // finds: iac-keys-disabled
  name: name
  kind: 'AIServices'
  properties: {
    disableLocalAuth: true
  }
}
