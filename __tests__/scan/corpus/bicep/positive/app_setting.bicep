param openAiKey string

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'app'
  properties: {
    template: {
      containers: [
        {
          name: 'web'
          env: [
            { name: 'AZURE_OPENAI_API_KEY', value: openAiKey } // finds: source-uses-entra
          ]
        }
      ]
    }
  }
}
