param environment string = 'prod'
param subdomain string = ''
param name string

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  kind: 'AIServices'
  properties: {
    customSubDomainName: empty(subdomain) ? name : subdomain
    disableLocalAuth: environment == 'dev' ? false : true
  }
}
