module hub 'br/public:avm/ptn/azd/ml-hub-dependencies:0.1.0' = { // finds: iac-keys-disabled
  name: 'hub'
  params: {
    cognitiveServicesName: 'contoso'
  }
}
