import { roleAssignmentType } from 'br/public:avm/utl/types/avm-common-types:0.6.0'

var suffix string = 'x'
param roles roleAssignmentType[]?
param tags resourceInput<'Microsoft.CognitiveServices/accounts@2025-06-01'>.tags?

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  kind: 'AIServices'
  tags: tags
  properties: {
    customSubDomainName: 'contoso${suffix}'
    disableLocalAuth: true
  }
}

output id string = account!.id
