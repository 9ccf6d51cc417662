param accounts array

resource many 'Microsoft.CognitiveServices/accounts@2025-06-01' = [for item in accounts: {
  name: item.name
  kind: 'OpenAI'
  properties: {
    customSubDomainName: item.name
    disableLocalAuth: false // finds: iac-keys-disabled
  }
}]
