import { expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';

const TEMPLATE = `param keysOff bool = true
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: {
    customSubDomainName: 'contoso'
    disableLocalAuth: keysOff
  }
}
`;
const using = (template: string, off: boolean): string =>
  `using '${template}'\nparam keysOff = ${String(off)}\n`;

it.each<[string, Record<string, string>, string[]]>([
  [
    'below it',
    { 'infra/params/prod.bicepparam': using('../main.bicep', false) },
    ['infra/main.bicep:6 iac-keys-disabled error'],
  ],
  [
    'elsewhere in the repository',
    { 'environments/prod.bicepparam': using('../infra/main.bicep', false) },
    ['infra/main.bicep:6 iac-keys-disabled error'],
  ],
  [
    'elsewhere, beside one that is fine',
    {
      'infra/main.bicepparam': using('main.bicep', true),
      'environments/prod.bicepparam': using('../infra/main.bicep', false),
    },
    ['infra/main.bicep:6 iac-keys-disabled error'],
  ],
  ['of another template', { 'infra/params/prod.bicepparam': using('../other.bicep', false) }, []],
  ['that turns keys off', { 'infra/params/prod.bicepparam': using('../main.bicep', true) }, []],
])('a template is judged by the parameter file %s', async (_, files, found) => {
  expect(await findingsIn({ 'infra/main.bicep': TEMPLATE, ...files })).toEqual(found);
});
