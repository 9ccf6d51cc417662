import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './repository.ts';

/** The lines on which a template takes a key. */
async function pullsIn(file: string, text: string): Promise<readonly number[]> {
  const found = await findingsIn({ [file]: text });
  return found
    .filter((line) => line.includes('source-uses-entra'))
    .map((line) => Number(/:(\d+) /.exec(line)?.[1]));
}

const resourceId = (type: string): string =>
  `param name string\nvar id = resourceId('${type}', name)\nvar same = id\noutput k string = listKeys(id, '2025-06-01').key1\noutput j string = listKeys(same, '2025-06-01').key1\n`;
const terraform = (type: string): string =>
  `output "splat" {
  value = ${type}.a[*].primary_access_key
}
output "old_splat" {
  value = ${type}.a.*.primary_access_key
}
output "map" {
  value = { for k, a in ${type}.a : k => a.primary_access_key }
}
output "list" {
  value = [for a in ${type}.a : a.primary_access_key if true]
}
output "nested" {
  value = [for all in [1] : [for a in ${type}.a : [for b in a : { key = b.primary_access_key }]]]
}
output "endpoints" { # of cognitive services
  value = [for a in ${type}.a : a.endpoint]
}
`;
const action = (type: string): string =>
  `ephemeral "azapi_resource_action" "k" { # no cognitive service
  type        = "${type}@2025-06-01"
  resource_id = var.id
  action      = "listKeys"
}
`;

describe('a template that takes a key of an account', () => {
  it('is found by the id in a variable', async () => {
    const text = resourceId('Microsoft.CognitiveServices/accounts');
    expect(await pullsIn('a.bicep', text)).toEqual([4, 5]);
  });

  it('is found in a splat and in a loop', async () => {
    const text = terraform('azurerm_cognitive_account');
    expect(await pullsIn('a.tf', text)).toEqual([2, 5, 8, 11, 14]);
  });

  it('is found in an ephemeral block', async () => {
    expect(await pullsIn('a.tf', action('Microsoft.CognitiveServices/accounts'))).toEqual([4]);
  });
});

describe('a template that takes a key of another service', () => {
  it.each([
    ['a.bicep', resourceId('Microsoft.Storage/storageAccounts')],
    [
      'a.bicep',
      "param openAiName string\nvar id = resourceId('Microsoft.Storage/storageAccounts', openAiName)\noutput k string = listKeys(id, '2025-01-01').keys[0].value\n",
    ],
    ['a.tf', terraform('azurerm_storage_account')],
    ['a.tf', action('Microsoft.Storage/storageAccounts')],
  ])('is no finding in %s', async (file, text) => {
    expect(await pullsIn(file, text)).toEqual([]);
  });
});
