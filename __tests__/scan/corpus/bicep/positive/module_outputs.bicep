module account 'br/public:avm/res/cognitive-services/account:0.18.0' = {
  params: {
    name: 'contoso'
    kind: 'OpenAI'
    customSubDomainName: 'contoso'
  }
}

output endpoint string = account.outputs.endpoint
output key string = account.outputs.primaryKey! // finds: source-uses-entra
