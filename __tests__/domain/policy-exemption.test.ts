import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import { liftOf, type PolicyExemption } from '../../src/domain/policy-exemption.ts';

const SUBSCRIPTION = '/subscriptions/11111111-1111-1111-1111-111111111111';
const ACCOUNT = ArmId.of(
  `${SUBSCRIPTION}/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/contoso-ai`,
);
const assignmentId = `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyAssignments/keyless`;
const NOW = new Date('2026-11-23T12:00:00Z');

function lift(change: Partial<PolicyExemption>, reference?: string) {
  const exemption: PolicyExemption = {
    name: 'until-migrated',
    scope: `${SUBSCRIPTION}/resourceGroups/rg-ai`,
    assignmentId,
    references: [],
    endsAt: undefined,
    selective: false,
    ...change,
  };
  return liftOf({ assignmentId, reference }, ACCOUNT, [exemption], NOW);
}

describe('a policy exemption', () => {
  it.each<[string, Partial<PolicyExemption>, ...string[]]>([
    ['of the group lifts the assignment', {}],
    ['of the account does', { scope: ACCOUNT.text }],
    ['of a management group does', { scope: '/providers/Microsoft.Management/managementGroups/m' }],
    ['does, however its ids are spelled', { assignmentId: assignmentId.toUpperCase() }],
    ['that ends in the future does', { endsAt: NOW.getTime() + 1 }],
    ['of the member of an initiative does', { references: ['other', 'KEYS'] }, 'keys'],
    ['of all of an initiative does', {}, 'keys'],
    ['that names members of what is no initiative does', { references: ['keys'] }],
  ])('%s', (_, change, ...[reference]) => {
    expect(lift(change, reference)?.certain).toBe(true);
  });

  it.each<[string, Partial<PolicyExemption>, ...string[]]>([
    ['that has ended lifts nothing', { endsAt: NOW.getTime() }],
    ['of another group lifts nothing', { scope: `${SUBSCRIPTION}/resourceGroups/rg-other` }],
    ['from another assignment lifts nothing', { assignmentId: `${assignmentId}-2` }],
    ['of other members lifts nothing', { references: ['other'] }, 'keys'],
  ])('%s', (_, change, ...[reference]) => {
    expect(lift(change, reference)).toBeUndefined();
  });

  it('with resource selectors is in doubt, beside one that lifts for certain it is not', () => {
    expect(lift({ selective: true })?.certain).toBe(false);
    const both = [true, false].map((selective) => ({
      name: 'n',
      scope: SUBSCRIPTION,
      assignmentId,
      references: [],
      endsAt: undefined,
      selective,
    }));
    expect(liftOf({ assignmentId, reference: undefined }, ACCOUNT, both, NOW)?.certain).toBe(true);
  });

  it('is told with its end', () => {
    expect(lift({ endsAt: Date.UTC(2027, 0, 1) })?.by).toBe(
      'the policy exemption until-migrated until 2027-01-01T00:00:00.000Z',
    );
    expect(lift({})?.by).toBe('the policy exemption until-migrated');
  });
});
