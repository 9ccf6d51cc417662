import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { PlannedChange } from '../../src/domain/change.ts';
import { planDigest } from '../../src/plan/digest.ts';
import type { Objection, Step } from '../../src/plan/step.ts';
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

function objection(some: Partial<Objection> = {}): Objection {
  return { interlock: 'connections-use-entra', subject: 'a', message: 'no', ...some };
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
const OTHER = ArmId.of(ID.text.replace('contoso', 'other'));
const digest = (...steps: readonly Step[]): string => planDigest([{ account: ID, steps }]);

describe('the digest of a plan', () => {
  it('is a SHA-256 in hexadecimal, of the empty plan too', () => {
    expect(digest()).toMatch(/^[0-9a-f]{64}$/);
    expect(planDigest([])).toBe(digest());
  });

  it('does not depend on sentences, on the letter case of ids, on the name of a role or on the order of accounts', () => {
    const other = OTHER;
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
    {
      what: 'a change that needs force',
      steps: [step(assign), step(cut, { overridden: [objection()] })],
    },
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

  it.each<{ readonly what: string; readonly one: PlannedChange; readonly other: PlannedChange }>([
    {
      what: 'another subdomain',
      one: { kind: 'set-subdomain', account: ID, subdomain: 'contoso' },
      other: { kind: 'set-subdomain', account: ID, subdomain: 'fabrikam' },
    },
    { what: 'another kind', one: cut, other: { kind: 'regenerate-keys', account: ID } },
    { what: 'keys that are off already', one: cut, other: { ...cut, before: true } },
    ...[
      { ...cut, account: OTHER },
      { kind: 'regenerate-keys' as const, account: OTHER },
      { kind: 'set-subdomain' as const, account: OTHER, subdomain: 's' },
    ].map((other) => ({
      what: `another account: ${other.kind}`,
      one: { ...other, account: ID },
      other,
    })),
    {
      what: 'another name of the assignment',
      one: assign,
      other: { ...assign, assignmentName: 'dd' },
    },
  ])('differs for $what', ({ one, other }) => {
    expect(digest(step(one))).not.toBe(digest(step(other)));
  });

  it('differs where force would be used from where it would not, and from where nothing is made', () => {
    const digests = [
      digest(step(cut)),
      digest(step(cut, { overridden: [objection()] })),
      digest(step(cut, { objections: ['no'] })),
      digest(step(cut, { objections: ['no'], overridden: [objection()] })),
    ];
    expect(new Set(digests).size).toBe(4);
  });

  it('differs when force overrides something else, and not for other words or another order', () => {
    const forced = (...overridden: readonly Objection[]): string =>
      digest(step(cut, { overridden }));
    const [one, two] = [objection(), objection({ subject: 'b' })];
    const digests = [
      forced(one),
      forced(two),
      forced(one, two),
      forced(objection({ interlock: 'inference-role' })),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(forced({ ...one, subject: 'A', message: 'In other words.' })).toBe(forced(one));
    expect(forced(two, one)).toBe(forced(one, two));
  });

  // Who keeps the digest of an approved plan keeps it over versions of the action.
  it('stays as it is from version to version', () => {
    expect(
      digest(
        step({ kind: 'set-subdomain', account: ID, subdomain: 'Contoso' }),
        step({ ...assign, principalId: 'AA', roleGuid: 'BB', assignmentName: 'CC' }),
        step({ kind: 'convert-connection', account: ID, connection: connection('c') }),
        step({ kind: 'regenerate-keys', account: ID }),
        step(cut, { overridden: [objection()] }),
      ),
    ).toBe('b74ec708cf2940fa4521385d43dec763bd2c1d3901ff91b0167ec04d11adc0e2');
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
