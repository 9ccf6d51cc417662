param deploy bool = true
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = if (deploy) {
  name: name
  kind: 'OpenAI'
  properties: {
    customSubDomainName: name
    disableLocalAuth: false // finds: iac-keys-disabled
  }
}
