import { describe, expect, it } from '@jest/globals';
import {
  effectOf,
  type KeyPolicy,
  type PolicyAssignment,
} from '../../src/azure/readers/policies.ts';
import { ArmId } from '../../src/domain/arm-id.ts';

const policy: KeyPolicy = {
  guid: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
  reference: 'keys',
  effect: "[parameters('effect')]",
  defaults: { effect: 'Audit' },
  passed: {},
};

const assigned: PolicyAssignment = {
  id: '/subscriptions/1/providers/Microsoft.Authorization/policyAssignments/a',
  name: 'a',
  scope: '/subscriptions/1',
  notScopes: [],
  enforced: true,
  definition: ArmId.of('/providers/Microsoft.Authorization/policySetDefinitions/s'),
  parameters: {},
  overrides: [],
  selective: false,
};
const effect = (overrides: PolicyAssignment['overrides']): string =>
  effectOf(policy, { ...assigned, overrides });

const override = (some: Partial<PolicyAssignment['overrides'][number]> = {}) => ({
  effect: 'Disabled',
  references: undefined,
  selective: false,
  ...some,
});

describe('the effect of an assignment with overrides', () => {
  it('is its own without one', () => {
    expect(effect([])).toBe('Audit');
  });

  it('is that of one without selectors', () => {
    expect(effect([override()])).toBe('Disabled');
  });

  it('is that of one about the member of the initiative, however it is spelled', () => {
    expect(effect([override({ references: ['other', 'KEYS'] })])).toBe('Disabled');
  });

  it('is its own where the overrides are about other members, or about members of what is none', () => {
    const overrides = [override({ references: ['other'] })];
    expect(effect(overrides)).toBe('Audit');
    const { guid, effect: own, defaults, passed } = policy;
    const direct = { guid, effect: own, defaults, passed };
    expect(effectOf(direct, { ...assigned, overrides })).toBe('Audit');
  });

  it('is not known where one has a selector that Azure Policy alone evaluates', () => {
    expect(effect([override({ selective: true })])).toBe('');
    expect(effect([override({ selective: true, references: ['other'] })])).toBe('Audit');
  });
});
