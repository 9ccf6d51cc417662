import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHANGE_KINDS, type PlannedChange } from '../../src/domain/change.ts';
import { isMade } from '../../src/plan/step.ts';
import { accountId, hubId, MemoryAzure, SELF, TEAM, without } from './memory-azure.ts';
import { kinds, outcomes, plan, run, type RunOptions } from './runs.ts';

const NAMES = ['alpha', 'beta', 'gamma'];

const connection = fc.record({
  owner: fc.constantFrom('account' as const, 'project' as const, 'hub' as const),
  home: fc.nat(2),
  to: fc.nat(2),
  authType: fc.constantFrom('ApiKey', 'AAD', 'CustomKeys', 'None', 'SomethingNew'),
  category: fc.constantFrom('AzureOpenAI', 'AIServices', 'CognitiveSearch', 'CustomKeys'),
  regional: fc.boolean(),
});

const world = fc.record({
  accounts: fc.array(
    fc.record({
      subdomain: fc.boolean(),
      keys: fc.constantFrom(undefined, null, false, true),
      assigned: fc.constantFrom('nobody', 'team', 'self'),
      delay: fc.constantFrom(0, 45_000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  connections: fc.array(connection, { maxLength: 6 }),
  selfInTeam: fc.boolean(),
  allow: fc.subarray([...CHANGE_KINDS]),
  force: fc.boolean(),
});
type Seed = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build(seed: Seed): { readonly azure: MemoryAzure; readonly options: RunOptions } {
  const azure = new MemoryAzure();
  if (seed.selfInTeam) azure.groups.set(TEAM, [SELF]);
  azure.hubs.push({ name: 'hub', kind: 'Hub' });
  seed.accounts.forEach(({ subdomain, keys, assigned, delay }, index) => {
    const name = NAMES[index] ?? '';
    azure.addAccount(name, {
      subdomain: subdomain ? name : undefined,
      disableLocalAuth: keys ?? undefined,
      projects: [{ name: 'p' }],
    });
    if (assigned === 'team') azure.assign(name, TEAM);
    if (assigned === 'self') azure.assign(name, SELF, 'ServicePrincipal');
    azure.assignmentDelayMs = delay;
  });
  const count = seed.accounts.length;
  seed.connections.forEach(({ owner, home, to, authType, category, regional }, index) => {
    const account = accountId(NAMES[home % count] ?? '');
    const target = NAMES[to % count] ?? '';
    const owners = { account, project: account.child('projects', 'p'), hub: hubId('hub') } as const;
    azure.addConnection(owners[owner], owner, `c${index}`, {
      authType,
      category,
      target: regional
        ? 'https://westeurope.api.cognitive.microsoft.com/'
        : `https://${target}.openai.azure.com/`,
      metadata: {
        kept: String(index),
        ...(regional ? {} : { ResourceId: accountId(target).text }),
      },
    });
  });
  return {
    azure,
    options: { allow: seed.allow, force: seed.force, propagationTimeoutMs: 120_000 },
  };
}

/** The writes that a planned change stands for, as `MemoryAzure` names them. */
function writesOf(change: PlannedChange): readonly string[] {
  const { name } = change.account;
  switch (change.kind) {
    case 'set-subdomain':
      return [`set-subdomain ${name} ${change.subdomain}`];
    case 'assign-role':
      return [`assign-role ${name} ${change.principalId}`];
    case 'convert-connection':
      return [`convert-connection ${change.connection.owner.name}/${change.connection.name}`];
    case 'regenerate-keys':
      return [`regenerate ${name} Key1`, `regenerate ${name} Key2`];
    case 'disable-keys':
      return [`disable-keys ${name}`];
  }
}

describe('whatever the world looks like,', () => {
  it('enforce writes what the plan says is made, in its order for each account, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (seed) => {
        const { azure, options } = build(seed);
        const planned = plan(azure, options);
        const made = await run(azure, { ...options, approvedPlan: planned.digest });
        const done = new Set(
          made.changes
            .filter(({ status }) => status === 'done')
            .map(({ kind, resource }) => `${kind} ${resource}`),
        );
        const expected = planned.accounts.flatMap(({ steps }) =>
          steps
            .filter(isMade)
            .map(({ change }) => change)
            .filter((change) =>
              done.has(
                `${change.kind} ${(change.kind === 'convert-connection' ? change.connection.id : change.account).text}`,
              ),
            )
            .flatMap(writesOf),
        );
        expect([...azure.writes].sort()).toEqual([...expected].sort());
        for (const { account } of planned.accounts) {
          const of = (writes: readonly string[]): readonly string[] =>
            writes.filter(
              (write) => write.includes(` ${account.name} `) || write.endsWith(` ${account.name}`),
            );
          expect(of(azure.writes)).toEqual(of(expected));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a second run writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (seed) => {
        const { azure, options } = build(seed);
        await run(azure, options);
        const { length } = azure.writes;
        const again = await run(azure, options);
        expect(azure.writes.slice(length)).toEqual([]);
        expect(outcomes(again).filter((outcome) => outcome.endsWith('done'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keys that were on are off only where Entra ID works and no connection needs them, unless forced', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (seed) => {
        const { azure, options } = build({ ...seed, force: false });
        await run(azure, options);
        const cut = azure.writes.flatMap(
          (write) => /^(?:disable-keys|regenerate) (\w+)/.exec(write)?.[1] ?? [],
        );
        for (const name of cut) {
          const facts = azure.facts(accountId(name));
          expect(facts.entraProbe).toMatchObject({ value: [{ verdict: 'accepted' }] });
          const left = azure.connections.filter(
            ({ properties }) =>
              String(properties.target).includes(`//${name}.`) &&
              !['AAD', 'None'].includes(String(properties.authType)),
          );
          expect(left).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no connection loses a member', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (seed) => {
        const { azure, options } = build(seed);
        const before = azure.connections.map(({ properties }) => properties);
        await run(azure, options);
        azure.connections.forEach(({ properties }, index) => {
          expect(without(properties, 'authType')).toEqual(without(before[index] ?? {}, 'authType'));
        });
      }),
      { numRuns: 100 },
    );
  });

  it('the digest is the same for the same plan, in whatever order the accounts come', () => {
    fc.assert(
      fc.property(world, (seed) => {
        const { azure, options } = build(seed);
        const { digest } = plan(azure, options);
        azure.accounts.reverse();
        expect(plan(azure, options).digest).toBe(digest);
      }),
      { numRuns: 100 },
    );
  });

  it('nothing is planned that is not allowed', () => {
    fc.assert(
      fc.property(world, (seed) => {
        const { azure, options } = build(seed);
        for (const kind of kinds(plan(azure, options))) expect(seed.allow).toContain(kind);
      }),
      { numRuns: 100 },
    );
  });
});
