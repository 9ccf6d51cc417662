param name string
var settings = union({ customSubDomainName: name }, { disableLocalAuth: true })

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'OpenAI'
  properties: settings
}
