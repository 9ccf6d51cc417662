import { expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';

const connection = (authType: string): string => `{
      authType = "${authType}"
      category = "AzureOpenAI"
      target   = "https://contoso.openai.azure.com/"
    }`;
const azapi = (body: string, locals = ''): Record<string, string> => ({
  'main.tf': `${locals}resource "azapi_resource" "connection" {
  type = "Microsoft.CognitiveServices/accounts/connections@2025-06-01"
  name = "c"
  body = ${body}
}
`,
});
const locals = (authType: string): string =>
  `locals {\n  body = {\n    properties = ${connection(authType)}\n  }\n}\n`;
const avm = (value: string): Record<string, string> => ({
  'main.bicep': `var connections = [
  {
    name: 'c'
    connectionProperties: {
      authType: '${value}'
    }
    category: 'AzureOpenAI'
    target: 'https://contoso.openai.azure.com/'
  }
]
module hub 'br/public:avm/res/machine-learning-services/workspace:0.10.0' = {
  name: 'hub'
  params: {
    name: 'hub'
    connections: connections
  }
}
`,
});

it.each<[string, Record<string, string>, string[]]>([
  [
    'a local',
    azapi('local.body', locals('ApiKey')),
    ['main.tf:10 iac-connections-use-entra error'],
  ],
  ['a local, with Entra ID', azapi('local.body', locals('AAD')), []],
  [
    'merge',
    azapi('merge(local.body, {})', locals('ApiKey')),
    ['main.tf:10 iac-connections-use-entra error'],
  ],
  [
    'what is not known',
    azapi('var.body', 'variable "body" {}\n'),
    ['main.tf:2 iac-connections-use-entra unknown'],
  ],
  ['a variable of a module', avm('ApiKey'), ['main.bicep:15 iac-connections-use-entra error']],
  ['a variable of a module, with Entra ID', avm('AAD'), []],
])('a connection is judged that is written by %s', async (_, files, found) => {
  const lines = await findingsIn(files);
  expect(lines.filter((line) => line.includes('iac-connections'))).toEqual(found);
});

const labelled = (more: string): Record<string, string> => ({
  'main.bicep': `param key string
resource connection 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'c'
  properties: {
    authType: 'AAD'
    category: 'AzureOpenAI'
    target: 'https://contoso.openai.azure.com/'
    ${more}
  }
}
`,
});
const FAILS = ['main.bicep:5 iac-connections-use-entra error'];

it.each<[string, Record<string, string>, string[]]>([
  ['a key in metadata', labelled("metadata: { ApiType: 'Azure', ApiKey: key }"), FAILS],
  ['keys in credentials', labelled('credentials: { keys: { one: key } }'), FAILS],
  ['metadata alone', labelled("metadata: { ApiType: 'Azure', ResourceId: 'id' }"), []],
  ['an empty key', labelled("credentials: { key: '' }"), []],
])('a connection that is labelled AAD and has %s', async (_, files, found) => {
  const lines = await findingsIn(files);
  expect(lines.filter((line) => line.includes('iac-connections'))).toEqual(found);
});
