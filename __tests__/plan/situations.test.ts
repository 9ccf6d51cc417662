import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ChangeKind } from '../../src/domain/change.ts';
import { judge } from '../../src/rules/judge.ts';
import { makePlan, planChanges } from '../../src/plan/plan.ts';
import { PLAIN, SITUATIONS, type Situation } from './situations.ts';

/**
 * What every rule says and what the plan would do, to the letter: a change shows in the diff of this file.
 * To write it anew, after reading what changed: delete it and run this test.
 */
const FILE = '__tests__/plan/fixtures/situations.json';
const EVERY: readonly ChangeKind[] = [
  'set-subdomain',
  'assign-role',
  'convert-connection',
  'regenerate-keys',
  'disable-keys',
];
const DEFAULT: readonly ChangeKind[] = ['assign-role', 'convert-connection', 'disable-keys'];

type Said = readonly (readonly [what: string, value: unknown])[];

function said({ accounts, settings }: Situation): Said {
  const findings = accounts.flatMap((facts) => judge(facts, settings));
  const plan = (what: string, allow: readonly ChangeKind[], force: boolean): Said => {
    const made = makePlan({
      accounts: accounts.map((facts) => ({ facts, settings })),
      options: { allow, force },
      findings,
      self: '0c1c0000-0000-0000-0000-000000000009',
    });
    const { changes, losesAccess, notes } = planChanges(made);
    return [...changes, ...losesAccess, ...notes].map((one) => [what, one] as const);
  };
  return [
    ...findings.map((finding) => ['finding', finding] as const),
    ...plan('plan', DEFAULT, false),
    ...plan('all allowed', EVERY, false),
    ...plan('forced', EVERY, true),
  ];
}

const USUAL = new Set(said(PLAIN).map((one) => JSON.stringify(one)));

/** What is said of it and not of an account with nothing special, and how much in all. */
function answer(situation: Situation): unknown {
  const all = said(situation).map((one) => JSON.stringify(one));
  const special = all.filter((one) => !USUAL.has(one));
  return { said: all.length, special: special.map((one) => JSON.parse(one) as unknown) };
}

if (!existsSync(FILE)) {
  const all = Object.entries(SITUATIONS).map(([name, situation]) => [name, answer(situation)]);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
}
const expected = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;

describe('rules and plan', () => {
  it('are held to a file that knows every situation', () => {
    expect(Object.keys(expected)).toEqual(Object.keys(SITUATIONS));
  });

  it.each(Object.entries(SITUATIONS))(
    'say of %s what was read and found right',
    (name, situation) => {
      expect(answer(situation)).toEqual(expected[name]);
    },
  );
});
