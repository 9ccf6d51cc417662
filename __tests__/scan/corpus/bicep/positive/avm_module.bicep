module account 'br/public:avm/res/cognitive-services/account:0.13.0' = {
  name: 'account'
  params: {
    kind: 'AIServices'
    name: 'contoso'
    customSubDomainName: 'contoso'
    disableLocalAuth: false // finds: iac-keys-disabled
  }
}
