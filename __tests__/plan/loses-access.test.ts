import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/domain/observation.ts';
import { sourceLosesAccess } from '../../src/plan/loses-access.ts';
import { makePlan } from '../../src/plan/plan.ts';
import {
  account,
  assignment,
  connection,
  facts,
  finding,
  ID,
  owned,
  settings,
  TEAM,
} from './builders.ts';

const event = (caller: string, at: string) => ({
  caller,
  at,
  operation: 'listKeys' as const,
  account: ID,
});

describe('who loses access when keys go', () => {
  const plan = (
    allow: readonly ('convert-connection' | 'assign-role')[],
    disableLocalAuth?: boolean,
  ) =>
    makePlan({
      accounts: [
        {
          facts: facts({
            account: known(account({ disableLocalAuth })),
            ...owned(
              connection('aoai'),
              connection('search', { target: 'https://x.search.windows.net/' }),
            ),
            keyEvents: known([
              event('ada@contoso.com', '2026-10-01T08:00:00Z'),
              event('ada@contoso.com', '2026-10-20T08:00:00Z'),
              event('grace@contoso.com', '2026-10-02T08:00:00Z'),
            ]),
            projects: known([
              { id: ID.child('projects', 'p'), name: 'p', endpoints: [], identities: ['mi'] },
            ]),
            reach: new Map([['mi', known([])]]),
          }),
          settings: settings({ principals: [TEAM] }),
        },
      ],
      unseen: [],
      options: { allow, force: false },
      findings: [
        finding('inference-role'),
        finding('connections-use-entra', 'fail', ID.child('connections', 'aoai').text),
        { ...finding('source-uses-entra', 'fail', 'source'), file: 'src/a.py', line: 3 },
        { ...finding('source-uses-entra', 'exempt', 'source'), file: 'src/b.py', line: 7 },
        { ...finding('source-uses-entra', 'pass', 'source'), file: 'src/c.py' },
      ],
    }).losesAccess;

  it('is every user of a key: connections, readers, principals without a role, source', () => {
    expect(plan([])).toEqual([
      'contoso: The connection contoso / aoai still uses a key (authType ApiKey).',
      'contoso: The managed identity mi of project p has no role that allows inference.',
      'contoso: ada@contoso.com read or regenerated the keys 2 times in the last 30 days, last on 2026-10-20: whoever uses these keys needs Entra ID instead.',
      'contoso: grace@contoso.com read or regenerated the keys once in the last 30 days, last on 2026-10-02: whoever uses these keys needs Entra ID instead.',
      `contoso: group:${TEAM.objectId} (required) has no role that allows inference.`,
      'src/a.py:3 still uses a key.',
      'src/b.py:7 still uses a key.',
    ]);
  });

  it('may be in source that could not be judged, or not be looked for', () => {
    const unknown = finding('source-uses-entra', 'unknown', 'source');
    expect(
      sourceLosesAccess([
        { ...unknown, message: 'The changed files could not be listed.' },
        { ...unknown, file: 'src/a.py', message: 'The file could not be judged: it is too large.' },
        { ...finding('iac-keys-disabled', 'unknown', 'source'), file: 'main.bicep' },
      ]),
    ).toEqual([
      'Source code that uses a key could not be looked for: The changed files could not be listed.',
      'src/a.py may use a key: The file could not be judged: it is too large.',
    ]);
  });

  it('is nobody where keys are off already', () => {
    expect(plan([], true)).toEqual([
      'src/a.py:3 still uses a key.',
      'src/b.py:7 still uses a key.',
    ]);
  });

  it('is not who the plan gives access to', () => {
    const lines = plan(['assign-role', 'convert-connection']).join('\n');
    expect(lines).not.toContain('aoai');
    expect(lines).not.toContain('(required)');
    expect(lines).toContain('ada@contoso.com');
  });

  it('is each place in source once, sorted, and neither other rules nor places that are not known', () => {
    const source = { ...finding('source-uses-entra', 'fail', 'source') };
    const { losesAccess } = makePlan({
      accounts: [],
      unseen: [],
      options: { allow: [], force: false },
      findings: [
        { ...source, file: 'b.py', line: 2 },
        { ...source, file: 'a.py' },
        { ...source, file: 'b.py', line: 2, column: 9 },
        { ...source, status: 'skipped', file: 'c.py', line: 1 },
        source,
        { ...finding('iac-keys-disabled', 'fail', 'source'), file: 'main.bicep', line: 1 },
      ],
    });
    expect(losesAccess).toEqual(['a.py still uses a key.', 'b.py:2 still uses a key.']);
  });

  it('names a reader by its newest call, in whatever order the log is', () => {
    const at = (...days: readonly string[]) =>
      makePlan({
        accounts: [
          {
            facts: facts({ keyEvents: known(days.map((day) => event('ada', `2026-10-${day}`))) }),
            settings: settings(),
          },
        ],
        unseen: [],
        options: { allow: [], force: false },
        findings: [],
      }).losesAccess;
    for (const days of [
      ['01', '20', '10'],
      ['20', '10', '01'],
    ]) {
      expect(at(...days)).toEqual([
        'contoso: ada read or regenerated the keys 3 times in the last 30 days, last on 2026-10-20: whoever uses these keys needs Entra ID instead.',
      ]);
    }
  });

  it('is not an identity with the role, and says so where that is in doubt', () => {
    const identity = (reach: ReturnType<typeof facts>['reach'], projects = 'mi') =>
      makePlan({
        accounts: [
          {
            facts: facts({
              projects: known([
                { id: ID.child('projects', 'p'), name: 'p', endpoints: [], identities: [projects] },
              ]),
              reach,
            }),
            settings: settings(),
          },
        ],
        unseen: [],
        options: { allow: [], force: false },
        findings: [],
      }).losesAccess;
    const unread = unknown({ kind: 'denied', message: 'No right.' } as const);
    expect(identity(new Map([['mi', known([assignment('mi')])]]))).toEqual([]);
    expect(identity(new Map([['mi', unread]]))).toEqual([
      'contoso: Whether The managed identity mi of project p has a role that allows inference could not be determined.',
    ]);
    // Nobody asked for it: then it is not known, and the rule about identities says so.
    expect(identity(new Map())).toEqual([]);
  });

  it('says what could not be read, because it may hide somebody', () => {
    const reason = { kind: 'denied', message: 'No right.' } as const;
    const lines = makePlan({
      accounts: [
        {
          facts: facts({
            keyEvents: unknown(reason),
            connections: unknown(reason),
            hubs: unknown(reason),
          }),
          settings: settings(),
        },
      ],
      unseen: [],
      options: { allow: [], force: false },
      findings: [],
    }).losesAccess;
    expect(lines.filter((line) => line.includes('No right.'))).toHaveLength(3);
  });
});
