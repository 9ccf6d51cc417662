import { describe, expect, it } from '@jest/globals';
import { baseWorld, aiAccount } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { RoleAssignment, World } from '../../sandbox/world.ts';
import { gateway, runGate } from './gate.ts';

describe('a check of one account', () => {
  it('passes a compliant account: exit 0, compliant=true, everything where people look', async () => {
    await using sandbox = await gateway(compliantWorld());
    const run = await runGate(sandbox, { principals: `group:${IDS.developers}` });
    expect(run.stdout).not.toContain('::error');
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({
      compliant: 'true',
      resources: '1',
      errors: '0',
      unknown: '0',
    });
    expect(run.report.resources).toEqual([
      expect.objectContaining({ id: RESOURCE_IDS.account, compliant: true, kind: 'AIServices' }),
    ]);
    for (const rule of ['custom-subdomain', 'keys-disabled', 'inference-role'] as const) {
      expect(run.of(rule)[0]?.status).toBe('pass');
    }
    expect(run.summary).toContain('contoso-ai');
    expect(sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret)).toEqual([]);
  });

  it('fails an account with keys on, with the finding and its fix', async () => {
    await using sandbox = await gateway(legacyWorld());
    const run = await runGate(sandbox);
    expect(run.code).toBe(1);
    expect(run.outputs.compliant).toBe('false');
    const [finding] = run.of('keys-disabled');
    expect(finding).toMatchObject({
      status: 'fail',
      severity: 'error',
      resource: RESOURCE_IDS.account,
    });
    expect(finding?.fix).toContain('disableLocalAuth');
    expect(run.summary).toContain('keys-disabled');
    expect(sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret)).toEqual([]);
  });

  it.each([undefined, null, false])('takes disableLocalAuth %p for keys on', async (value) => {
    const world = compliantWorld();
    const properties = world.accounts[0]?.properties ?? {};
    if (value === undefined) delete properties.disableLocalAuth;
    else properties.disableLocalAuth = value;
    await using sandbox = await gateway(world);
    expect((await runGate(sandbox, { probe: 'off' })).of('keys-disabled')[0]?.status).toBe('fail');
  });

  it('works with Reader alone for the rules that Reader can see', async () => {
    await using sandbox = await gateway(compliantWorld('reader'));
    const run = await runGate(sandbox, { principals: `group:${IDS.developers}`, probe: 'off' });
    expect(run.code).toBe(0);
    expect(run.of('inference-role')[0]?.status).toBe('pass');
  });

  it('does not pass what it may not read: unknown, exit 1, the missing action and scope', async () => {
    await using sandbox = await gateway(compliantWorld('none'));
    const run = await runGate(sandbox);
    expect(run.code).toBe(1);
    const [finding] = run.of('keys-disabled');
    expect(finding?.status).toBe('unknown');
    expect(finding?.message).toContain('Microsoft.CognitiveServices/accounts/read');
    expect(finding?.message.toLowerCase()).toContain(RESOURCE_IDS.account.toLowerCase());
    expect(finding?.fix).toContain('az role assignment create');
    expect(run.outputs.compliant).toBe('false');
  });

  it('raises the same alerts in each run while it may not read', async () => {
    await using sandbox = await gateway(compliantWorld('none'));
    const alerts = async (): Promise<readonly unknown[]> => {
      const { sarif } = await runGate(sandbox, { probe: 'off' });
      const [run] = (sarif as { runs: { results: { partialFingerprints: unknown }[] }[] }).runs;
      return (run?.results ?? []).map(({ partialFingerprints }) => partialFingerprints);
    };
    const first = await alerts();
    expect(first.length).toBeGreaterThan(5);
    expect(await alerts()).toEqual(first);
  });

  it('accepts ids in any letter case and finds an account by its name', async () => {
    await using sandbox = await gateway(compliantWorld());
    const shouted = await runGate(sandbox, {
      resources: RESOURCE_IDS.account.toUpperCase().replace('/SUBSCRIPTIONS/', '/Subscriptions/'),
    });
    expect(shouted.code).toBe(0);
    expect(shouted.report.resources[0]?.id).toBe(RESOURCE_IDS.account);
    const named = await runGate(sandbox, { resources: 'CONTOSO-ai' });
    expect(named.code).toBe(0);
    expect(named.report.resources[0]?.id).toBe(RESOURCE_IDS.account);
  });

  it.each([
    ['by its resource id', {}],
    ['by its address alone', { metadata: { ApiType: 'Azure' } }],
  ])('judges the account to which the hub of a hub project is connected %s', async (_, changes) => {
    const world = legacyWorld();
    for (const connection of world.workspaces[0]?.connections ?? []) {
      Object.assign(connection, changes);
    }
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { resources: RESOURCE_IDS.hubProject, probe: 'off' });
    expect(run.report.resources.map(({ id }) => id)).toEqual([RESOURCE_IDS.account]);
    expect(run.stdout).toContain(
      `The connections of the workspace contoso-hub-chat point at ${RESOURCE_IDS.account}`,
    );
  });

  it('does not pass a hub of which one connection leads to an account that it does not find', async () => {
    const world = legacyWorld();
    const [hub] = world.workspaces;
    const [known] = hub?.connections ?? [];
    if (!known) throw new Error('the hub of the world has a connection');
    hub?.connections.push({
      ...known,
      name: 'elsewhere',
      target: 'https://fabrikam-ai.openai.azure.com/',
      metadata: { ApiType: 'Azure' },
    });
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { resources: RESOURCE_IDS.hub, probe: 'off' });
    expect(run.report.resources.map(({ id }) => id)).toEqual([RESOURCE_IDS.account]);
    const open = run.of('keys-disabled').filter(({ status }) => status === 'unknown');
    expect(open.map(({ resource }) => resource)).toEqual([
      `${RESOURCE_IDS.hub}/connections/elsewhere`,
    ]);
    expect(open[0]?.message).toContain('fabrikam-ai.openai.azure.com');
  });

  it('does not pass a workspace that is connected to no account', async () => {
    const world = legacyWorld();
    for (const workspace of world.workspaces) workspace.connections = [];
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { resources: RESOURCE_IDS.hubProject, probe: 'off' });
    expect(run.code).toBe(1);
    expect(run.of('keys-disabled')[0]?.message).toContain(
      'points at an account that could be found',
    );
  });

  it('reports all wrong inputs at once and asks nobody', async () => {
    await using sandbox = await gateway(compliantWorld());
    const run = await runGate(sandbox, { mode: 'destroy', principals: 'robot:1', shard: '9/2' });
    expect(run.code).toBe(1);
    for (const name of ['mode:', 'principals:', 'shard:']) expect(run.stdout).toContain(name);
    expect(run.outputs.compliant).toBe('false');
    expect(sandbox.log).toEqual([]);
  });

  it('decides the exit code by fail-on and never the verdict', async () => {
    await using sandbox = await gateway(legacyWorld());
    const run = await runGate(sandbox, { 'fail-on': 'never' });
    expect(run.code).toBe(0);
    expect(run.outputs.compliant).toBe('false');
  });

  it('takes few sequential round trips and asks nothing twice, and its count is true', async () => {
    await using sandbox = await gateway(compliantWorld());
    const run = await runGate(sandbox, { principals: `group:${IDS.developers}` });
    const asked = sandbox.log.map(
      ({ service, method, path, query, caller }) =>
        `${caller ?? ''} ${service} ${method} ${path} ${JSON.stringify({ ...query, 'client-request-id': '' })}`,
    );
    const reads = asked.filter((line) => / (arm|inference) /.test(line));
    expect(reads).toEqual([...new Set(reads)]);
    expect(run.report.stats.requests).toBe(sandbox.log.length);
    expect(run.report.stats).toMatchObject({ retries: 0, throttled: 0 });
  });
});

describe('the role that a principal holds', () => {
  const assign = (assignment: Partial<RoleAssignment>): RoleAssignment => ({
    scope: RESOURCE_IDS.account,
    role: 'Cognitive Services User',
    principalId: IDS.developers,
    principalType: 'Group',
    ...assignment,
  });
  const cases: readonly (readonly [
    string,
    string,
    (world: World) => void,
    'pass' | 'fail' | 'unknown',
  ])[] = [
    [
      'through a group in a group',
      `user:${IDS.grace}`,
      (world) => world.roleAssignments.push(assign({})),
      'pass',
    ],
    [
      'through a management group',
      `group:${IDS.developers}`,
      (world) => world.roleAssignments.push(assign({ scope: RESOURCE_IDS.managementGroup })),
      'pass',
    ],
    [
      'by a custom role with a wildcard',
      `group:${IDS.developers}`,
      (world) => {
        world.roleDefinitions.push({
          id: 'c0570000-1111-4222-8333-000000000001',
          roleName: 'Model caller',
          type: 'CustomRole',
          assignableScopes: [RESOURCE_IDS.subscription],
          permissions: [
            {
              actions: [],
              notActions: [],
              dataActions: ['Microsoft.CognitiveServices/*/completions/*'],
              notDataActions: [],
            },
          ],
        });
        world.roleAssignments.push(assign({ role: 'Model caller' }));
      },
      'pass',
    ],
    [
      'taken away by NotDataActions',
      `group:${IDS.developers}`,
      (world) => {
        world.roleDefinitions.push({
          id: 'c0570000-1111-4222-8333-000000000002',
          roleName: 'Everything but chat',
          type: 'CustomRole',
          assignableScopes: [RESOURCE_IDS.subscription],
          permissions: [
            {
              actions: [],
              notActions: [],
              dataActions: ['Microsoft.CognitiveServices/*'],
              notDataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/deployments/*'],
            },
          ],
        });
        world.roleAssignments.push(assign({ role: 'Everything but chat' }));
      },
      'fail',
    ],
    [
      'taken away by a deny assignment',
      `group:${IDS.developers}`,
      (world) => {
        world.roleAssignments.push(assign({}));
        world.denyAssignments.push({
          name: 'de170000-1111-4222-8333-000000000001',
          denyAssignmentName: 'No models',
          scope: RESOURCE_IDS.resourceGroup,
          permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
          principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
        });
      },
      'fail',
    ],
    [
      'under a condition',
      `group:${IDS.developers}`,
      (world) => world.roleAssignments.push(assign({ condition: "@Resource[x] StringEquals 'y'" })),
      'unknown',
    ],
    ['that nobody gave', `user:${IDS.ada}`, () => undefined, 'fail'],
    [
      'that is Contributor, which has no data actions',
      `group:${IDS.developers}`,
      (world) => world.roleAssignments.push(assign({ role: 'Contributor' })),
      'fail',
    ],
  ];

  it.each(cases)('%s', async (_, principals, change, status) => {
    const world = baseWorld('reader');
    world.accounts.push(aiAccount('contoso-ai'));
    change(world);
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { principals, probe: 'off' });
    expect(run.of('inference-role').map((finding) => finding.status)).toEqual([status]);
  });
});

describe('a sign-in that fails', () => {
  const sign = async (change: (world: World) => void, inputs: Record<string, string> = {}) => {
    const world = compliantWorld();
    change(world);
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, inputs);
    expect(run.code).toBe(1);
    expect(run.outputs.compliant).toBe('false');
    expect(run.of('keys-disabled')[0]?.status).toBe('unknown');
    return run;
  };

  it('for a wrong subject shows the one that was sent and the credential to create in both forms', async () => {
    const run = await sign((world) => {
      world.github.oidc.environment = 'production';
    });
    expect(run.stdout).toContain('AADSTS700213');
    expect(run.stdout).toContain('repo:contoso/assistant:environment:production');
    expect(run.stdout).toContain('repo:contoso@9107700/assistant@81550123:environment:production');
    expect(run.stdout).toContain('az ad app federated-credential create');
  });

  it('for a wrong tenant says that it does not exist there', async () => {
    const run = await sign(() => undefined, {
      'tenant-id': '99990000-1111-4222-8333-000000000001',
    });
    expect(run.stdout).toContain('AADSTS90002');
  });

  it('for a wrong client says that the tenant has no such application', async () => {
    const run = await sign(() => undefined, {
      'client-id': '99990000-1111-4222-8333-000000000001',
    });
    expect(run.stdout).toContain('AADSTS700016');
    expect(run.stdout).toContain('client-id');
  });

  it('for a wrong audience shows it', async () => {
    const run = await sign(() => undefined, { audience: 'api://elsewhere' });
    expect(run.stdout).toContain('AADSTS700212');
    expect(run.stdout).toContain('api://elsewhere');
  });

  it('without id-token: write shows the lines to add', async () => {
    const run = await sign((world) => {
      world.github.oidc.enabled = false;
    });
    expect(run.stdout).toContain('id-token: write');
  });
});

describe('other ways to sign in', () => {
  it('works as the managed identity of the runner, without a GitHub token', async () => {
    const world = compliantWorld();
    world.roleAssignments.push(
      ...(['Reader', 'Cognitive Services OpenAI User'] as const).map((role) => ({
        scope: RESOURCE_IDS.subscription,
        role,
        principalId: IDS.managedIdentity,
        principalType: 'ServicePrincipal' as const,
      })),
    );
    world.github.oidc.enabled = false;
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, {
      auth: 'managed-identity',
      'client-id': IDS.managedIdentityClientId,
    });
    expect(run.code).toBe(0);
    expect(sandbox.log.some(({ service }) => service === 'oidc')).toBe(false);
  });

  it('without the az command says so and names the way that needs none', async () => {
    await using sandbox = await gateway(compliantWorld());
    const run = await runGate(sandbox, { auth: 'azure-cli' }, { env: { PATH: '/nowhere' } });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('there is no command az here');
    expect(run.stdout).toContain('auth: oidc');
  });
});
