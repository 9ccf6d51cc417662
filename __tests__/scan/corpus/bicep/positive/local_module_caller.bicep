module account 'local_module.bicep' = {
  name: 'account'
  params: {
    name: 'contoso'
    disableLocalAuth: false // finds: iac-keys-disabled
  }
}
