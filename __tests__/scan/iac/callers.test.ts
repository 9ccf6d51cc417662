import { expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';
import { TERRAFORM_MODULE } from './terraform-module.ts';

const TERRAFORM = { 'modules/ai/main.tf': TERRAFORM_MODULE };
const BICEP = {
  'modules/ai.bicep': `param off bool = true
resource a 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'c'
  properties: {
    customSubDomainName: 'c'
    disableLocalAuth: off
  }
}
`,
};

it.each<[string, Record<string, string>, string[]]>([
  [
    'Terraform',
    {
      ...TERRAFORM,
      'main.tf': 'module "ai" {\n  source = "./modules/ai"\n  keys   = true\n}\n',
    },
    ['main.tf:3 iac-keys-disabled error'],
  ],
  [
    'Bicep',
    {
      ...BICEP,
      'main.bicep':
        "module ai 'modules/ai.bicep' = {\n  name: 'ai'\n  params: {\n    off: false\n  }\n}\n",
    },
    ['main.bicep:4 iac-keys-disabled error'],
  ],
  [
    'Terraform that passes what is right',
    {
      ...TERRAFORM,
      'main.tf': 'module "ai" {\n  source = "./modules/ai"\n  keys   = false\n}\n',
    },
    [],
  ],
])('a caller whose words say nothing is told what it passes: %s', async (_, files, found) => {
  expect(await findingsIn(files)).toEqual(found);
});
