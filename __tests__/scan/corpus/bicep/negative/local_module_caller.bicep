module account 'local_module.bicep' = {
  name: 'account'
  params: {
    name: 'contoso'
    keysOff: true
  }
}
