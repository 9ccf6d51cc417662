module account 'br/public:avm/res/cognitive-services/account:0.13.0' = {
  name: 'account'
  params: {
    kind: 'OpenAI'
    name: 'contoso'
    customSubDomainName: 'contoso'
    secretsExportConfiguration: { // finds: source-uses-entra
      accessKey1Name: 'openai-key'
      keyVaultResourceId: vault.id
    }
  }
}
