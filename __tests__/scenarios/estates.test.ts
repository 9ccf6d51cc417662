import { describe, expect, it } from '@jest/globals';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { estateWorld, type EstateOptions } from '../../sandbox/worlds/estate.ts';
import type { Behaviour } from '../../sandbox/world.ts';
import { gateway, runGate, type GateRun } from './gate.ts';

const ESTATE: EstateOptions = {
  subscriptions: 2,
  accounts: 8,
  projectsPerAccount: 2,
  connectionsPerAccount: 4,
  legacyEvery: 4,
};
const AUDIT = {
  resources: '/providers/Microsoft.Management/managementGroups/estate',
  'fail-on': 'never',
  probe: 'off',
};

const CUSTOM = '5c0e0000-1111-4222-8333-000000000001';
/** A project's own identity, which holds no role. */
const NOBODY = '0b0d0000-1111-4222-8333-000000000099';

/** What the audit says, without how long it took and how often it asked. */
async function audit(
  behaviour: Partial<Behaviour>,
): Promise<{ readonly run: GateRun; readonly paths: readonly string[] }> {
  const world = estateWorld(ESTATE);
  for (const [index, account] of world.accounts.entries()) {
    // One project that nobody thinks of, with a key.
    if (index === 3) account.projects.at(-1)?.connections.push(keyed(account.name));
    for (const project of account.projects) {
      project.identity = {
        type: 'SystemAssigned',
        principalId: NOBODY,
        tenantId: IDS.tenant,
      };
    }
  }
  await using sandbox = await gateway(world, { behaviour });
  const run = await runGate(sandbox, AUDIT);
  return { run, paths: sandbox.log.map(({ path }) => path) };
}

function keyed(account: string) {
  return {
    name: 'left-over',
    category: 'AzureOpenAI',
    authType: 'ApiKey',
    target: `https://${account}.openai.azure.com/`,
    credentials: { key: 'k' },
  };
}

const lists = (paths: readonly string[], of: string): number =>
  paths.filter((path) => path.split('?')[0]?.endsWith(`/${of}`)).length;

describe('an audit of several accounts', () => {
  it('asks Resource Graph once for the projects that the accounts themselves name, and lists none', async () => {
    const { run, paths } = await audit({});
    expect(run.report.coverage).toEqual({ seen: 8, judged: 8, unknown: 0 });
    expect(lists(paths, 'projects')).toBe(0);
    expect(lists(paths, 'deployments')).toBe(0);
    expect(lists(paths, 'connections')).toBe(8 * 3);
  });

  it.each<[string, Partial<Behaviour>]>([
    ['its index lags behind', { indexedProjects: 'lagging' }],
    ['it knows no projects', { indexedProjects: 'none' }],
    ['accounts do not name their projects', { associatedProjects: 'absent' }],
  ])('says the same when %s: the accounts are asked', async (_, behaviour) => {
    const usual = await audit({});
    const other = await audit(behaviour);
    expect(lists(other.paths, 'projects')).toBe(8);
    const findings = ({ report }: GateRun): unknown => report.findings;
    expect(findings(other.run)).toEqual(findings(usual.run));
    expect(
      other.run
        .of('connections-use-entra')
        .some(({ status, resource }) => status === 'fail' && resource.endsWith('/left-over')),
    ).toBe(true);
  });

  it('asks Resource Graph once for the roles, which each subscription would list anew', async () => {
    const { run, paths } = await audit({});
    expect(lists(paths, 'roleDefinitions')).toBe(0);
    const unindexed = await audit({ indexedRoles: 'none' });
    expect(lists(unindexed.paths, 'roleDefinitions')).toBe(ESTATE.subscriptions);
    expect(unindexed.run.report.findings).toEqual(run.report.findings);
  });

  it('takes from the index no role without all its lists: what it excludes would be lost', async () => {
    const usual = await audit({});
    const terse = await audit({ indexedRoles: 'terse' });
    const single = (paths: readonly string[]): number =>
      paths.filter((path) => /\/roleDefinitions\/[^/?]+/.test(path)).length;
    expect(single(usual.paths)).toBe(0);
    expect(single(terse.paths)).toBeGreaterThan(0);
    expect(terse.run.report.findings).toEqual(usual.run.report.findings);
  });

  it.each<Behaviour['indexedRoles']>(['all', 'lagging', 'untyped', 'none'])(
    'reads what a custom role allows from the control plane (index: %s)',
    async (indexedRoles) => {
      const world = estateWorld({ ...ESTATE, legacyEvery: 0 });
      world.roleDefinitions.push({
        id: CUSTOM,
        roleName: 'Model caller',
        type: 'CustomRole',
        description: 'Could call models until a minute ago.',
        assignableScopes: ['/providers/Microsoft.Management/managementGroups/estate'],
        permissions: [
          {
            actions: ['Microsoft.CognitiveServices/accounts/read'],
            notActions: [],
            dataActions: [],
            notDataActions: [],
          },
        ],
      });
      for (const assignment of world.roleAssignments) {
        if (assignment.principalId === IDS.developers) assignment.role = 'Model caller';
      }
      await using sandbox = await gateway(world, { behaviour: { indexedRoles } });
      const run = await runGate(sandbox, { ...AUDIT, principals: `group:${IDS.developers}` });
      const statuses = run.of('inference-role').map(({ status }) => status);
      expect(statuses).toEqual(Array.from({ length: ESTATE.accounts }, () => 'fail'));
      const reads = sandbox.log.filter(({ path }) => path.includes(`/roleDefinitions/${CUSTOM}`));
      expect(reads).toHaveLength(indexedRoles === 'none' ? 0 : 1);
    },
  );

  it('loses no account to throttling, and waits as long as it is told', async () => {
    const usual = await audit({});
    const storm = await audit({ throttleEvery: 4, throttleRetryAfterSeconds: 1 });
    expect(storm.run.report.stats.throttled).toBeGreaterThan(0);
    expect(storm.run.report.findings).toEqual(usual.run.report.findings);
  });

  it('judges the rest when one subscription cannot be read, and does not pass', async () => {
    const world = estateWorld({ ...ESTATE, legacyEvery: 0, rights: 'none' });
    const [first, second] = world.subscriptions.map(({ id }) => `/subscriptions/${id}`);
    const inSecond = world.accounts.find(({ subscriptionId }) => second?.endsWith(subscriptionId));
    for (const scope of [
      first ?? '',
      `${second}/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/${inSecond?.name}`,
    ]) {
      const [principalId, principalType] = [IDS.ci, 'ServicePrincipal'] as const;
      world.roleAssignments.push({ scope, role: 'Reader', principalId, principalType });
    }
    await using sandbox = await gateway(world);
    const { report, outputs } = await runGate(sandbox, AUDIT);
    // The other subscription, and what else may be below the group.
    expect(report.coverage).toEqual({ seen: 6, judged: 4, unknown: 2 });
    expect(report.resources).toHaveLength(4);
    expect(outputs.compliant).toBe('false');
    const open = report.findings.filter(({ resource }) => resource === second);
    expect(open.length).toBeGreaterThan(5);
    expect(open.some(({ status }) => status === 'pass')).toBe(false);
    expect(open[0]?.message).toContain('Microsoft.CognitiveServices/accounts/read');
  });
});
