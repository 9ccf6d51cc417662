import { describe, expect, it } from '@jest/globals';
import { accountKey, resourceName } from '../../src/domain/resource-name.ts';

const group = '/subscriptions/1/resourceGroups/rg';
const account = `${group}/providers/Microsoft.CognitiveServices/accounts/Contoso`;

describe('a resource', () => {
  it.each([
    [account, 'Contoso'],
    [`${account}/projects/p/connections/c`, 'Contoso / p / c'],
    [
      `${group}/providers/Microsoft.MachineLearningServices/workspaces/hub/connections/c`,
      'hub / c',
    ],
    [group, 'rg'],
    ['/subscriptions/1', '1'],
    ['/providers/Microsoft.Management/managementGroups/ai', 'ai'],
    ['source', 'source'],
    ['https://contoso.openai.azure.com/', 'https://contoso.openai.azure.com/'],
    ['/subscriptions//x', '/subscriptions//x'],
  ])('%s is called %s', (id, name) => {
    expect(resourceName(id)).toBe(name);
  });

  it('belongs to its account in any letter case', () => {
    expect(accountKey(`${account}/projects/p`)).toBe(account.toLowerCase());
    expect(accountKey(account.toUpperCase())).toBe(account.toLowerCase());
    expect(accountKey('source')).toBe('source');
  });
});
