import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import { covers, describeScope, isAt } from '../../src/domain/scope.ts';

const account = ArmId.of(
  '/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a',
);
const group = '/providers/Microsoft.Management/managementGroups/mg';

describe('what is assigned at a scope', () => {
  it.each([
    ['/', true, false, 'the tenant root / (inherited)'],
    [' / ', true, false, 'the tenant root / (inherited)'],
    ['', true, false, 'the tenant root / (inherited)'],
    ['  ', true, false, 'the tenant root / (inherited)'],
    [group, true, false, `management group ${group} (inherited)`],
    ['/subscriptions/1', true, false, 'subscription /subscriptions/1 (inherited)'],
    [
      '/SUBSCRIPTIONS/1/resourcegroups/RG',
      true,
      false,
      'resource group /SUBSCRIPTIONS/1/resourcegroups/RG (inherited)',
    ],
    [account.text, true, true, 'the account itself'],
    [account.text.toUpperCase(), true, true, 'the account itself'],
    [`${account.text}/projects/p`, false, false, `resource ${account.text}/projects/p (inherited)`],
    [`${account.text}b`, false, false, `resource ${account.text}b (inherited)`],
    ['/subscriptions/2', false, false, 'subscription /subscriptions/2 (inherited)'],
    ['not a scope', false, false, 'not a scope (inherited)'],
  ])('"%s": in force at the account: %s, at it: %s', (scope, inForce, at, words) => {
    expect(covers(scope, account)).toBe(inForce);
    expect(isAt(scope, account)).toBe(at);
    expect(describeScope(scope, account)).toBe(words);
  });
});
