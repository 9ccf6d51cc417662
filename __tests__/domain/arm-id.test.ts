import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ACCOUNT_TYPE,
  ArmId,
  MANAGEMENT_GROUP_TYPE,
  PROJECT_TYPE,
  WORKSPACE_TYPE,
} from '../../src/domain/arm-id.ts';

const account =
  '/subscriptions/0000/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a';

describe('an ARM id', () => {
  it('is the same resource in any letter case', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: account.length }), (upper) => {
        const other = Array.from(account)
          .map((c, i) => (upper[i] ? c.toUpperCase() : c))
          .join('');
        expect(ArmId.of(other).equals(ArmId.of(account))).toBe(true);
        expect(ArmId.of(other).type).toBe(ACCOUNT_TYPE);
      }),
    );
  });

  it('contains itself and what is below it, and no sibling with the same beginning', () => {
    const group = ArmId.of('/subscriptions/0000/resourceGroups/rg');
    expect(group.contains(ArmId.of(account))).toBe(true);
    expect(group.contains(group)).toBe(true);
    expect(group.contains(ArmId.of('/subscriptions/0000/resourceGroups/rg2'))).toBe(false);
    expect(ArmId.of(account).contains(group)).toBe(false);
  });

  it('knows the account of a project and of a project connection', () => {
    expect(ArmId.of(`${account}/projects/p/connections/c`).ancestor(ACCOUNT_TYPE)?.text).toBe(
      account,
    );
    expect(ArmId.of(`${account}/projects/p`).type).toBe(PROJECT_TYPE);
    expect(ArmId.of(`${account}/projects/p`).subscriptionId).toBe('0000');
    expect(ArmId.of('/subscriptions/0000').ancestor(ACCOUNT_TYPE)).toBeUndefined();
    expect(ArmId.of(`${account}/projects/p`).ancestor(WORKSPACE_TYPE)).toBeUndefined();
    expect(ArmId.of(account).ancestor(PROJECT_TYPE)).toBeUndefined();
  });

  it('is of no subscription for a management group', () => {
    const group = ArmId.of('/providers/Microsoft.Management/managementGroups/mg');
    expect(group.subscriptionId).toBeUndefined();
    expect(group.ancestor(MANAGEMENT_GROUP_TYPE)?.equals(group)).toBe(true);
  });

  it('is its text in sentences and in JSON', () => {
    const id = ArmId.of(account);
    expect([String(id), JSON.stringify({ id })]).toEqual([account, `{"id":"${account}"}`]);
  });

  it('is never made of another text', () => {
    expect(() => ArmId.of('contoso')).toThrow('not an Azure resource id: contoso');
  });

  it('holds no half characters, of which no name of an assignment could be made', () => {
    expect(ArmId.parse(`${account}\ud800`)).toBeUndefined();
    expect(ArmId.parse(`${account}\ud83d\udd11`)?.name).toBe('a\ud83d\udd11');
  });

  it.each([
    '',
    'a',
    '/',
    '/subscriptions',
    '/subscriptions//x',
    '/subscriptions/a/../b',
    '/subscriptions/a/./b',
    '/subscriptions/a?x=1',
    '/subscriptions/a b',
    '/subscriptions/%2e%2e/x',
    'https://management.azure.com/subscriptions/0000',
  ])('does not read %j', (text) => {
    expect(ArmId.parse(text)).toBeUndefined();
  });

  it('forgives a trailing slash and spaces around it', () => {
    expect(ArmId.parse(` ${account}/ `)?.text).toBe(account);
    expect(ArmId.parse(`${account}//`)?.text).toBe(account);
  });
});
