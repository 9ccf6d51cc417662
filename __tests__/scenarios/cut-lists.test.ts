import { describe, expect, it } from '@jest/globals';
import { aiAccount, toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { estateWorld } from '../../sandbox/worlds/estate.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { Behaviour, World } from '../../sandbox/world.ts';
import type { RuleId } from '../../src/domain/finding.ts';
import { gateway, runGate } from './gate.ts';

const ALL_READS = [
  'Microsoft.CognitiveServices/*/read',
  'Microsoft.MachineLearningServices/workspaces/read',
  'Microsoft.MachineLearningServices/workspaces/connections/read',
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/eventtypes/values/read',
];

/** The workflow's identity holds one role: all reads but one, at the scope. */
function without(world: World, action: string, scope: string = RESOURCE_IDS.subscription): World {
  world.roleDefinitions.push({
    id: '5c0e0000-1111-4222-8333-000000000002',
    roleName: 'Nearly a reader',
    type: 'CustomRole',
    assignableScopes: [RESOURCE_IDS.subscription],
    permissions: [
      { actions: ALL_READS, notActions: [action], dataActions: [], notDataActions: [] },
    ],
  });
  world.roleAssignments = [
    ...world.roleAssignments.filter(({ principalId }) => principalId !== IDS.ci),
    toJob('Nearly a reader', scope),
  ];
  return world;
}

/** Nobody is said to read keys of an account that has none. */
function keysOn(): World {
  const world = compliantWorld();
  for (const { properties } of world.accounts) properties.disableLocalAuth = false;
  return world;
}

const principals = `group:${IDS.developers}`;

describe.each<Behaviour['listWithoutRights']>(['forbid', 'filter'])(
  'where Azure answers a list that the identity may not read whole with %s',
  (listWithoutRights) => {
    const started = (world: World) => gateway(world, { behaviour: { listWithoutRights } });

    it.each<[RuleId, string, (() => World)?]>([
      ['inference-role', 'Microsoft.Authorization/roleAssignments/read'],
      ['key-readers', 'Microsoft.Authorization/roleAssignments/read', keysOn],
      ['assign-to-groups', 'Microsoft.Authorization/roleAssignments/read'],
      ['inference-role', 'Microsoft.Authorization/denyAssignments/read'],
      ['hub-connections-use-entra', 'Microsoft.MachineLearningServices/workspaces/read'],
      ['policy-guardrail', 'Microsoft.Authorization/policyExemptions/read'],
    ])('%s is unknown without %s', async (rule, action, world = compliantWorld) => {
      await using sandbox = await started(without(world(), action));
      const run = await runGate(sandbox, { principals, 'fail-on': 'never' });
      expect(run.of(rule).map(({ status }) => status)).toEqual(['unknown']);
      expect(run.of(rule)[0]?.message).toContain(action);
      expect(run.of(rule)[0]?.fix).toContain('by the role Reader');
    });

    it('judges an account by what the identity may read there, where it holds nothing further up', async () => {
      await using sandbox = await started(
        without(compliantWorld(), 'Microsoft.Nothing/read', RESOURCE_IDS.resourceGroup),
      );
      const run = await runGate(sandbox, { principals, 'fail-on': 'never' });
      expect(run.of('inference-role').map(({ status }) => status)).toEqual(['pass']);
      expect(run.of('hub-connections-use-entra').map(({ status }) => status)).toEqual(['unknown']);
    });

    it('does not pass a subscription of which the identity reads one account only', async () => {
      const world = compliantWorld('none');
      world.accounts.push(aiAccount('unseen-ai'));
      for (const [role, scope] of [
        ['Reader', RESOURCE_IDS.account],
        ['Cognitive Services OpenAI User', RESOURCE_IDS.account],
      ] as const) {
        world.roleAssignments.push(toJob(role, scope));
      }
      await using sandbox = await started(world);
      const run = await runGate(sandbox, { resources: RESOURCE_IDS.subscription, principals });
      expect(run.code).toBe(1);
      const open = run.report.findings.filter(
        ({ resource }) => resource === RESOURCE_IDS.subscription,
      );
      expect(open.map(({ status }) => status)).toContain('unknown');
      expect(open.map(({ status }) => status)).not.toContain('pass');
      expect(open[0]?.message).toContain('Microsoft.CognitiveServices/accounts/read');
    });

    it('plans no cut of keys while a hub may be unseen', async () => {
      const world = without(
        legacyWorld('enforce'),
        'Microsoft.MachineLearningServices/workspaces/read',
      );
      await using sandbox = await started(world);
      const run = await runGate(sandbox, {
        mode: 'plan',
        allow: 'disable-keys',
        principals,
        'fail-on': 'never',
      });
      const cut = run.report.changes.filter(({ kind }) => kind === 'disable-keys');
      expect(cut.map(({ status }) => status)).toEqual(['blocked']);
    });
  },
);

it('does not pass a management group that shows no account, whatever else was found', async () => {
  const world = estateWorld({
    subscriptions: 1,
    accounts: 1,
    projectsPerAccount: 0,
    connectionsPerAccount: 0,
  });
  const [account] = world.accounts;
  world.managementGroups.push({ name: 'elsewhere', displayName: 'Elsewhere', parent: 'contoso' });
  await using sandbox = await gateway(world);
  const elsewhere = '/providers/Microsoft.Management/managementGroups/elsewhere';
  const run = await runGate(sandbox, {
    resources: `/subscriptions/${account?.subscriptionId}\n${elsewhere}`,
    probe: 'off',
    principals,
  });
  expect(run.report.resources).toHaveLength(1);
  expect(run.code).toBe(1);
  const open = run.report.findings.filter(({ resource }) => resource === elsewhere);
  expect(open[0]?.message).toContain('No account was found');
});

describe('a management group of which the identity may read one of two subscriptions', () => {
  const group = '/providers/Microsoft.Management/managementGroups/estate';
  /** Each of the two holds an account; `roles` are the identity's. */
  const judged = async (
    roles: (world: World) => readonly (readonly [role: string, scope: string])[],
  ) => {
    const world = estateWorld({
      subscriptions: 2,
      accounts: 2,
      projectsPerAccount: 0,
      connectionsPerAccount: 0,
      rights: 'none',
    });
    world.roleDefinitions.push({
      id: '5c0e0000-1111-4222-8333-000000000003',
      roleName: 'Sees the tree',
      type: 'CustomRole',
      assignableScopes: [group],
      permissions: [
        {
          actions: ['Microsoft.Management/managementGroups/descendants/read'],
          notActions: [],
          dataActions: [],
          notDataActions: [],
        },
      ],
    });
    for (const [role, scope] of roles(world)) {
      const [principalId, principalType] = [IDS.ci, 'ServicePrincipal'] as const;
      world.roleAssignments.push({ scope, role, principalId, principalType });
    }
    await using sandbox = await gateway(world);
    return await runGate(sandbox, { resources: group, probe: 'off', principals });
  };
  const readerOfFirst = ({ subscriptions: [first] }: World) =>
    ['Reader', `/subscriptions/${first?.id}`] as const;

  it('is not green, and says how many accounts may be unseen, and where', async () => {
    const run = await judged((world) => [readerOfFirst(world), ['Sees the tree', group]]);
    expect(run.report.resources).toHaveLength(1);
    expect(run.code).toBe(1);
    const open = run.report.findings.filter(({ resource }) => resource === group);
    expect(open.map(({ status }) => status)).toContain('unknown');
    expect(open[0]?.message).toContain('in 1 subscription below');
    expect(open[0]?.message).toContain('Microsoft.CognitiveServices/accounts/read');
    expect(open[0]?.fix).toContain(`--role Reader --scope ${group}`);
    expect(run.report.coverage).toMatchObject({ judged: 1, unknown: 1 });
  });

  it('is not green where it may not even be told which subscriptions there are', async () => {
    const run = await judged((world) => [readerOfFirst(world)]);
    expect(run.code).toBe(1);
    const open = run.report.findings.filter(({ resource }) => resource === group);
    expect(open.map(({ status }) => status)).toContain('unknown');
    expect(open[0]?.message).toContain('Microsoft.Management/managementGroups/descendants/read');
  });

  it('is judged whole by a reader of the group, and an empty subscription is no gap', async () => {
    const run = await judged((world) => {
      world.accounts.pop();
      return [['Reader', group]];
    });
    expect(run.report.coverage).toEqual({ seen: 1, judged: 1, unknown: 0 });
    expect(run.report.findings.filter(({ resource }) => resource === group)).toEqual([]);
  });
});

it('asks what the identity may read once for each subscription, whatever it holds', async () => {
  const world = estateWorld({
    subscriptions: 2,
    accounts: 8,
    projectsPerAccount: 1,
    connectionsPerAccount: 1,
  });
  await using sandbox = await gateway(world);
  await runGate(sandbox, {
    resources: '/providers/Microsoft.Management/managementGroups/estate',
    probe: 'off',
    principals,
    'fail-on': 'never',
  });
  const asked = sandbox.log.filter(({ path }) => path.endsWith('/permissions'));
  expect(asked).toHaveLength(2);
});
