// resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
//   name: 'contoso'
//   properties: { disableLocalAuth: false }
// }
/* account.listKeys().key1 */
param name string
