module foundry 'br/public:avm/ptn/ai-ml/ai-foundry:0.5.0' = {
  name: 'foundry'
  params: {
    baseName: 'contoso'
    aiFoundryConfiguration: {
      disableLocalAuth: false // finds: iac-keys-disabled
    }
  }
}
