param name string
var settings = {
  customSubDomainName: name
  disableLocalAuth: false
}

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = { // finds: iac-keys-disabled
  name: name
  kind: 'OpenAI'
  properties: settings
}
