param name string
var base = {
  disableLocalAuth: true
}

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'OpenAI'
  properties: {
    customSubDomainName: name
    ...base
  }
}
