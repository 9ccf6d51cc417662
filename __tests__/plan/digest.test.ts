import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { PlannedChange } from '../../src/domain/change.ts';
import { planDigest } from '../../src/plan/digest.ts';
import type { Step } from '../../src/plan/step.ts';
import { connection, ID } from './builders.ts';

function step(change: PlannedChange, some: Partial<Step> = {}): Step {
  return {
    change,
    message: 'm',
    before: {},
    after: {},
    objections: [],
    overridden: [],
    awaits: [],
    ...some,
  };
}

const cut: PlannedChange = { kind: 'disable-keys', account: ID, before: undefined };
const assign: PlannedChange = {
  kind: 'assign-role',
  account: ID,
  principalId: 'aa',
  principalType: 'Group',
  roleGuid: 'bb',
  roleName: 'Cognitive Services User',
  assignmentName: 'cc',
};
const digest = (...steps: readonly Step[]): string => planDigest([{ account: ID, steps }]);

describe('the digest of a plan', () => {
  it('is a SHA-256 in hexadecimal, of the empty plan too', () => {
    expect(digest()).toMatch(/^[0-9a-f]{64}$/);
    expect(planDigest([])).toBe(digest());
  });

  it('does not depend on sentences, on the letter case of ids, on the name of a role or on the order of accounts', () => {
    const other = ArmId.of(ID.text.replace('contoso', 'other'));
    const plans = [
      { account: ID, steps: [step(assign), step(cut)] },
      { account: other, steps: [step({ ...cut, account: other })] },
    ];
    const upper = ArmId.of(ID.text.toUpperCase());
    const same = [
      { account: other, steps: [step({ ...cut, account: other }, { message: 'other words' })] },
      {
        account: upper,
        steps: [
          step({
            ...assign,
            account: upper,
            principalId: 'AA',
            roleGuid: 'BB',
            assignmentName: 'CC',
            roleName: 'renamed',
          }),
          step({ ...cut, account: upper, before: false }),
        ],
      },
    ];
    expect(planDigest(same)).toBe(planDigest(plans));
  });

  it.each<{ readonly what: string; readonly steps: readonly Step[] }>([
    { what: 'a change less', steps: [step(assign)] },
    { what: 'another order', steps: [step(cut), step(assign)] },
    { what: 'another principal', steps: [step({ ...assign, principalId: 'dd' }), step(cut)] },
    { what: 'another role', steps: [step({ ...assign, roleGuid: 'dd' }), step(cut)] },
    {
      what: 'another type of principal',
      steps: [step({ ...assign, principalType: 'User' }), step(cut)],
    },
    { what: 'a change that is blocked', steps: [step(assign), step(cut, { objections: ['no'] })] },
    { what: 'a change that needs force', steps: [step(assign), step(cut, { overridden: ['no'] })] },
  ])('differs for $what', ({ steps }) => {
    expect(digest(...steps)).not.toBe(digest(step(assign), step(cut)));
  });

  it('differs when a connection points elsewhere, or authenticates otherwise now', () => {
    const convert = (some: Parameters<typeof connection>[1]): string =>
      digest(step({ kind: 'convert-connection', account: ID, connection: connection('c', some) }));
    const digests = new Set([
      convert({}),
      convert({ target: 'https://other.openai.azure.com/' }),
      convert({ authType: 'AccountKey' }),
      convert({ category: 'AIServices' }),
    ]);
    expect(digests.size).toBe(4);
  });

  it('cannot be confused by names that run into each other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const of = (principalId: string, roleGuid: string): string =>
          digest(step({ ...assign, principalId, roleGuid }));
        const equal = a.toLowerCase() === c.toLowerCase() && b.toLowerCase() === d.toLowerCase();
        expect(of(a, b) === of(c, d)).toBe(equal);
      }),
    );
  });
});
