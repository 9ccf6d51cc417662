import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/index.ts';
import { openAiConnection, toJob } from '../../sandbox/worlds/base.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { gateway, runGate } from './gate.ts';
import { leaks } from './leaks.ts';

const ALL = 'set-subdomain, assign-role, convert-connection, regenerate-keys, disable-keys';
const inputs = {
  principals: `group:${IDS.developers}`,
  allow: ALL,
  'propagation-timeout': '1',
};
const enforce = { ...inputs, mode: 'enforce' };
const plan = { ...inputs, mode: 'plan' };

function writes(sandbox: Sandbox): readonly string[] {
  return sandbox.log
    .filter(({ write }) => write)
    .map(({ method, path }) => `${method} ${path.toLowerCase().split('/providers/').at(-1) ?? ''}`);
}

describe('plan', () => {
  it('shows no secret that stands in the target of a connection', async () => {
    const world = legacyWorld();
    const targets = [
      [
        'RemoteTool',
        'https://tools.azurewebsites.net/runtime/webhooks/mcp/sse?code=functionS3cret==',
      ],
      ['AzureBlob', 'https://st.blob.core.windows.net/data?sv=2024-11-04&sig=signatureS3cret%3D'],
      [
        'AzureOpenAI',
        'https://who:passwordS3cret@contoso-ai.openai.azure.com/?api-key=keyS3cretXYZ',
      ],
    ] as const;
    const [account] = world.accounts;
    account?.connections.push(
      ...targets.map(([category, target]) => ({
        ...openAiConnection(
          category,
          category === 'AzureBlob' ? 'AAD' : 'ApiKey',
          RESOURCE_IDS.account,
        ),
        category,
        target,
      })),
    );
    await using sandbox = await gateway(world);
    // The run is searched for what connections store.
    const run = await runGate(sandbox, plan);
    const seen = JSON.stringify(run.report);
    expect(seen).toContain('sse?code=***');
    expect(seen).toContain('https://***@contoso-ai.openai.azure.com/?api-key=***');
    const signed = run.of('connections-use-entra').find(({ message }) => message.includes('Blob'));
    expect(signed?.status).toBe('fail');
    expect(signed?.message).toContain('still carries a key in target.sig');
    expect(signed?.fix).toContain('// target: as it is');
  });

  it('writes nothing, lists the changes in order, and its digest stays the same', async () => {
    await using sandbox = await gateway(legacyWorld());
    const first = await runGate(sandbox, plan);
    expect(first.code).toBe(0);
    expect(writes(sandbox)).toEqual([]);
    expect(first.report.changes.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'assign-role planned',
      'convert-connection planned',
      'convert-connection planned',
      'convert-connection planned',
      'regenerate-keys planned',
      'disable-keys planned',
    ]);
    const second = await runGate(sandbox, plan);
    expect(second.outputs['plan-digest']).toBe(first.outputs['plan-digest']);
    expect(first.outputs['plan-digest']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says who loses access when keys go', async () => {
    await using sandbox = await gateway(legacyWorld());
    const run = await runGate(sandbox, plan);
    expect(run.summary).toContain('loses access');
    expect(run.report.losesAccess?.join(' ')).toContain('grace');
  });
});

describe('enforce', () => {
  it('makes what was approved and nothing else, and the next check passes', async () => {
    await using sandbox = await gateway(legacyWorld());
    const planned = await runGate(sandbox, plan);
    const made = await runGate(sandbox, {
      ...enforce,
      'approved-plan': planned.outputs['plan-digest'] ?? '',
    });
    expect(made.stdout).not.toContain('::error');
    expect(made.code).toBe(0);
    expect(made.report.changes.map(({ kind, status }) => `${kind} ${status}`)).toEqual(
      planned.report.changes.map(({ kind }) => `${kind} done`),
    );
    expect(writes(sandbox)).toEqual([
      expect.stringMatching(/^PUT microsoft.authorization\/roleassignments\//),
      expect.stringMatching(/^PUT .*\/connections\//),
      expect.stringMatching(/^PUT .*\/connections\//),
      expect.stringMatching(/^PUT .*\/connections\//),
      expect.stringMatching(/^POST .*\/regeneratekey$/),
      expect.stringMatching(/^POST .*\/regeneratekey$/),
      expect.stringMatching(/^PATCH .*\/accounts\/contoso-ai$/),
    ]);
    const after = await runGate(sandbox, { ...inputs, mode: 'check' });
    expect(after.code).toBe(0);
    expect(after.outputs.compliant).toBe('true');
  });

  it('writes nothing the second time', async () => {
    await using sandbox = await gateway(legacyWorld());
    expect((await runGate(sandbox, enforce)).code).toBe(0);
    sandbox.log.length = 0;
    const again = await runGate(sandbox, enforce);
    expect(again.code).toBe(0);
    expect(writes(sandbox)).toEqual([]);
  });

  it('writes nothing for another digest than the approved one, or more changes than allowed', async () => {
    await using sandbox = await gateway(legacyWorld());
    const other = await runGate(sandbox, { ...enforce, 'approved-plan': 'f'.repeat(64) });
    expect(other.code).toBe(1);
    expect(other.report.changes.every(({ status }) => status === 'blocked')).toBe(true);
    const many = await runGate(sandbox, { ...enforce, 'max-changes': '2' });
    expect(many.code).toBe(1);
    expect(writes(sandbox)).toEqual([]);
  });

  it('names the missing right and its role before the first write', async () => {
    await using sandbox = await gateway(legacyWorld('check'));
    const run = await runGate(sandbox, enforce);
    expect(run.code).toBe(1);
    expect(writes(sandbox)).toEqual([]);
    expect(JSON.stringify(run.report)).toContain('Microsoft.CognitiveServices/accounts/write');
    expect(JSON.stringify(run.report)).toContain('Microsoft.Authorization/roleAssignments/write');
  });

  it('keeps all other properties of a connection', async () => {
    const world = legacyWorld();
    const connection = world.accounts[0]?.connections[0];
    if (!connection) throw new Error('the world has a connection');
    connection.metadata = { ...connection.metadata, Team: 'search', note: 'a|b' };
    connection.sharedUserList = ['one', 'two'];
    connection.expiryTime = '2030-01-01T00:00:00Z';
    connection.other = { newerMember: { kept: true } };
    const before = structuredClone(connection);
    await using sandbox = await gateway(world);
    await runGate(sandbox, enforce);
    const after = world.accounts[0]?.connections[0];
    expect(after).toMatchObject({
      authType: 'AAD',
      category: before.category,
      target: before.target,
      isSharedToAll: true,
      metadata: before.metadata,
      sharedUserList: before.sharedUserList,
      expiryTime: before.expiryTime,
      other: before.other,
    });
    expect(after?.credentials ?? undefined).toBeUndefined();
  });

  it('blocks disable-keys while a connection must keep its key, and force overrides it and says so', async () => {
    await using sandbox = await gateway(legacyWorld());
    const allow = 'assign-role, disable-keys';
    const blocked = await runGate(sandbox, { ...enforce, allow });
    expect(blocked.code).toBe(1);
    const change = blocked.report.changes.find(({ kind }) => kind === 'disable-keys');
    expect(change?.status).toBe('blocked');
    expect(change?.message).toContain('connection');
    expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).not.toBe(true);

    const forced = await runGate(sandbox, { ...enforce, allow, force: 'true' });
    const made = forced.report.changes.find(({ kind }) => kind === 'disable-keys');
    expect(made?.status).toBe('done');
    expect(JSON.stringify(forced.report)).toMatch(/force/i);
  });

  it('converts nothing that a project without a role calls, until the project is named among the principals', async () => {
    const world = legacyWorld();
    world.roleAssignments = world.roleAssignments.filter(
      ({ principalId }) => principalId !== IDS.projectIdentity,
    );
    await using sandbox = await gateway(world);
    const refused = await runGate(sandbox, enforce);
    expect(refused.code).toBe(1);
    const blocked = refused.report.changes.filter(({ status }) => status === 'blocked');
    expect(blocked.map(({ kind }) => kind)).toContain('convert-connection');
    expect(blocked.map(({ kind }) => kind)).toContain('disable-keys');
    expect(blocked[0]?.message).toContain(IDS.projectIdentity);
    expect(world.accounts[0]?.projects[0]?.connections[0]?.authType).toBe('ApiKey');
    expect(world.accounts[0]?.properties.disableLocalAuth).not.toBe(true);

    const principals = `${enforce.principals}, service-principal:${IDS.projectIdentity}`;
    const made = await runGate(sandbox, { ...enforce, principals });
    expect(made.code).toBe(0);
    expect(world.accounts[0]?.projects[0]?.connections[0]?.authType).toBe('AAD');
    expect(world.accounts[0]?.properties.disableLocalAuth).toBe(true);
  });

  it('leaves keys on where the endpoint answers a made-up key as it answers a token', async () => {
    await using sandbox = await gateway(legacyWorld(), { behaviour: { bodyChecked: 'first' } });
    const run = await runGate(sandbox, enforce);
    expect(run.code).toBe(1);
    const change = run.report.changes.find(({ kind }) => kind === 'disable-keys');
    expect(change?.status).toBe('blocked');
    expect(change?.message).toContain('made-up key');
    expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).not.toBe(true);
  });

  it('leaves keys on where a line of resources could not be read, or other shards were not looked at', async () => {
    await using sandbox = await gateway(legacyWorld());
    const lines = `${RESOURCE_IDS.account}\n${RESOURCE_IDS.hub}-gone`;
    const runs = [
      await runGate(sandbox, { ...enforce, resources: lines }),
      // One of the two holds the account.
      await runGate(sandbox, { ...enforce, shard: '1/2' }),
      await runGate(sandbox, { ...enforce, shard: '2/2' }),
    ];
    const cuts = runs.flatMap(({ report }) =>
      report.changes.filter(({ kind }) => kind === 'disable-keys'),
    );
    expect(cuts.map(({ status }) => status)).toEqual(['blocked', 'blocked']);
    expect(cuts[0]?.message).toContain('contoso-hub-gone');
    expect(cuts[1]?.message).toMatch(/shard [12]\/2/);
    expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).not.toBe(true);
  });

  it('leaves no key in a hub of another subscription that was named', async () => {
    const elsewhere = '5b5c0000-1111-4222-8333-000000000002';
    const world = legacyWorld();
    const [hub] = world.workspaces;
    const [subscription] = world.subscriptions;
    const group = world.resourceGroups.find(({ name }) => name === hub?.resourceGroup);
    if (!hub || !subscription || !group) throw new Error('the world has a hub in a group');
    world.workspaces = [{ ...hub, subscriptionId: elsewhere }];
    world.subscriptions.push({ ...subscription, id: elsewhere });
    world.resourceGroups.push({ ...group, subscriptionId: elsewhere });
    world.roleAssignments.push(
      ...['Reader', 'AzureML Data Scientist'].map((role) =>
        toJob(role, `/subscriptions/${elsewhere}`),
      ),
    );
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, {
      ...enforce,
      resources: `${RESOURCE_IDS.account}\n${RESOURCE_IDS.hub.replace(IDS.subscription, elsewhere)}`,
    });
    expect(world.workspaces[0]?.connections.map(({ authType }) => authType)).toEqual(['AAD']);
    expect(run.code).toBe(0);
    const order = writes(sandbox);
    expect(order.findIndex((write) => write.includes('contoso-hub/connections/'))).toBeLessThan(
      order.findIndex((write) => write.startsWith('PATCH')),
    );
  });

  it('switches keys on again when Entra ID stops working without them', async () => {
    const world = legacyWorld();
    const account = world.accounts[0];
    if (!account) throw new Error('the world has an account');
    account.dataPlane = { entraBreaksWithoutKeys: true };
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, enforce);
    expect(run.code).toBe(1);
    expect(run.report.changes.find(({ kind }) => kind === 'disable-keys')?.status).toBe('reverted');
    expect(account.properties.disableLocalAuth).toBe(false);
  });

  it('shows no key and no token anywhere, with debug logging either', async () => {
    await using sandbox = await gateway(legacyWorld());
    const run = await runGate(sandbox, enforce, {
      env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', AZURE_LOG_LEVEL: 'verbose' },
    });
    const secrets = sandbox.secrets.all;
    expect(secrets.length).toBeGreaterThan(5);
    expect(leaks(sandbox, run)).toEqual([]);
    // The search finds what is there, in each form.
    const [secret = ''] = secrets;
    const shown = (text: string) => leaks(sandbox, { ...run, stderr: text }).length;
    expect(shown(`x${secret}y`)).toBe(1);
    expect(shown(Buffer.from(secret).toString('base64'))).toBe(1);
    expect(leaks(sandbox, { ...run, stdout: `::debug::${secret}` })).toHaveLength(1);
    expect(leaks(sandbox, { ...run, stdout: `::add-mask::${secret}` })).toEqual([]);
    sandbox.world.github.issues.push({
      number: 1,
      title: secret,
      body: '',
      state: 'open',
      labels: [],
      author: 'octocat',
      comments: [],
    });
    expect(leaks(sandbox, run)).toHaveLength(1);
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
    'cancelled by %s finishes what it has begun, starts nothing else and says so; the next run goes on',
    async (signal) => {
      await using sandbox = await gateway(legacyWorld());
      let cancel: (signal: NodeJS.Signals) => void = () => undefined;
      let seen = 0;
      sandbox.faults.choose = (call) => {
        if (!call.path.includes('/connections/') || call.method !== 'PUT') return undefined;
        seen += 1;
        if (seen === 1) cancel(signal);
        return { kind: 'delay', ms: 500 };
      };
      const run = await runGate(sandbox, enforce, {
        onStart: (send) => {
          cancel = send;
        },
      });
      expect(run.code).toBe(1);
      expect(seen).toBe(1);
      expect(run.stdout).toContain('The run is cancelled');
      expect(run.summary).toContain('The run was cancelled');
      const { changes } = run.report;
      expect(changes.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
        'assign-role done',
        'convert-connection done',
        'convert-connection blocked',
        'convert-connection blocked',
        'regenerate-keys blocked',
        'disable-keys blocked',
      ]);
      sandbox.faults.choose = undefined;
      expect((await runGate(sandbox, enforce)).code).toBe(0);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'killed at its write %i is finished by the next run, and no connection loses a property',
    async (nth) => {
      const world = legacyWorld();
      const targets = world.accounts[0]?.connections.map(({ target, metadata }) => ({
        target,
        metadata,
      }));
      await using sandbox = await gateway(world);
      let kill = (): void => undefined;
      let seen = 0;
      sandbox.faults.choose = (call) => {
        if (call.service !== 'arm' || !['PUT', 'PATCH', 'POST'].includes(call.method))
          return undefined;
        seen += 1;
        if (seen === nth)
          setImmediate(() => {
            kill();
          });
        return undefined;
      };
      const killed = await runGate(sandbox, enforce, {
        onStart: (end) => {
          kill = end;
        },
      }).catch(() => undefined);
      expect(killed?.code ?? null).toBeNull();
      sandbox.faults.choose = undefined;
      const next = await runGate(sandbox, enforce);
      expect(next.code).toBe(0);
      expect(next.outputs.compliant).toBe('true');
      expect(world.accounts[0]?.properties.disableLocalAuth).toBe(true);
      expect(
        world.accounts[0]?.connections.map(({ target, metadata }) => ({ target, metadata })),
      ).toEqual(targets);
    },
    60_000,
  );

  it('tells apart what it made when one account fails and another does not', async () => {
    const world = legacyWorld();
    const first = world.accounts[0];
    if (!first) throw new Error('the world has an account');
    world.accounts.push({
      ...structuredClone(first),
      name: 'contoso-ai-2',
      connections: [],
      projects: [],
    });
    const second = world.accounts[1];
    if (second) second.properties.customSubDomainName = 'contoso-ai-2';
    await using sandbox = await gateway(world);
    sandbox.faults.add({
      match: { service: 'arm', method: 'PATCH', path: 'accounts/contoso-ai-2' },
      kind: 'status',
      status: 409,
      body: { error: { code: 'ScopeLocked', message: 'locked' } },
    });
    const run = await runGate(sandbox, { ...enforce, resources: RESOURCE_IDS.resourceGroup });
    expect(run.code).toBe(1);
    const kinds = run.report.changes
      .filter(({ kind }) => kind === 'disable-keys')
      .map(({ resource, status }) => [resource.split('/').at(-1), status]);
    expect(kinds).toEqual([
      ['contoso-ai', 'done'],
      ['contoso-ai-2', 'failed'],
    ]);
  });
});
