import { expect, it } from '@jest/globals';
import { readBaseline } from '../../src/settings/baseline.ts';

const entry = {
  rule: 'hub-connections-use-entra',
  status: 'fail',
  resource: '/x/workspaces/hub/connections/c',
  message: 'It stores a key.',
  account: '/x/accounts/dev',
  principals: ['a'],
  file: 'main.bicep',
} as const;
const read = (finding: unknown) =>
  readBaseline(JSON.stringify({ version: 1, findings: [finding] }), 'baseline.json');

it('a baseline keeps all by which a finding is told from another', () => {
  expect(read({ ...entry, severity: 'error', line: 3 })).toEqual({ ok: true, entries: [entry] });
});

it.each([{ account: 1 }, { file: null }, { principals: 'a' }, { status: 'maybe' }])(
  'is refused with %j in a finding',
  (wrong) => {
    expect(read({ ...entry, ...wrong }).ok).toBe(false);
  },
);
