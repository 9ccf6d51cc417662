import { describe, expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';

const ACCOUNT = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: { customSubDomainName: 'contoso', disableLocalAuth: false }
}
`;
const CONNECTION = `resource link 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  name: 'contoso/link'
  properties: { category: 'AzureOpenAI', authType: 'ApiKey', credentials: { key: 'x' } }
}
`;
const UNREADABLE = 'var s = (\n';

describe('Bicep after what the grammar does not know', () => {
  it('is read after an object type that may be null', async () => {
    const found = await findingsIn({ 'a.bicep': `param x {\n  a: string\n}?\n${ACCOUNT}` });
    expect(found).toEqual(['a.bicep:6 iac-keys-disabled error']);
  });

  it.each([
    ['an account', ACCOUNT, 'a.bicep:2 iac-keys-disabled unknown'],
    ['a connection', CONNECTION, 'a.bicep:2 iac-connections-use-entra unknown'],
  ])('is unknown where %s is lost', async (_, text, finding) => {
    expect(await findingsIn({ 'a.bicep': UNREADABLE + text })).toEqual([finding]);
  });

  it('is nothing where what is lost exists already', async () => {
    const existing = CONNECTION.replace('= {', 'existing = {');
    expect(await findingsIn({ 'a.bicep': UNREADABLE + existing })).toEqual([]);
  });
});
