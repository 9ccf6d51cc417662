import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { armAs, codeOf, COGNITIVE, namesOf, tokenFor, type Arm } from './support/session.ts';
import { ask, at } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
const start = async (...args: Parameters<typeof startSandbox>): Promise<void> => {
  sandbox = await startSandbox(...args);
  arm = await armAs(sandbox);
};
afterEach(() => sandbox.close());

describe('Resource Manager at the door', () => {
  beforeEach(() => start(legacyWorld('enforce')));
  const url = (): string => `${sandbox.urls.arm}${RESOURCE_IDS.account}?api-version=2025-06-01`;

  it('asks for a token', async () => {
    const answer = await ask(sandbox, url());
    expect([answer.status, codeOf(answer)]).toEqual([401, 'AuthenticationFailed']);
    expect(answer.headers['www-authenticate']).toContain(`${sandbox.urls.entra}/${IDS.tenant}`);
  });

  it.each([
    ['a text that is no token', 'InvalidAuthenticationToken', () => Promise.resolve('nonsense')],
    ['another audience', 'InvalidAuthenticationTokenAudience', () => tokenFor(sandbox, COGNITIVE)],
    [
      'a token that ended',
      'ExpiredAuthenticationToken',
      async () => {
        const token = await tokenFor(sandbox);
        sandbox.clock.advance(3_600_000);
        return token;
      },
    ],
  ])('refuses %s: %s', async (_what, code, token) => {
    const answer = await ask(sandbox, url(), { token: await token() });
    expect([answer.status, codeOf(answer)]).toEqual([401, code]);
  });

  it.each(['https://management.azure.com', 'https://management.core.windows.net/'])(
    'takes a token for %s',
    async (audience) => {
      const token = await tokenFor(sandbox, audience);
      expect((await ask(sandbox, url(), { token })).status).toBe(200);
    },
  );

  it('refuses a subscription of another tenant', async () => {
    const id = '5b5c0000-1111-4222-8333-0000000000ff';
    sandbox.world.subscriptions.push({ id, displayName: 'x', tenantId: IDS.otherTenant });
    const answer = await arm.get(`/subscriptions/${id}/resourceGroups`);
    expect(codeOf(answer)).toBe('InvalidAuthenticationTokenTenant');
  });

  it.each([
    ['', 'MissingApiVersionParameter'],
    ['?api-version=', 'MissingApiVersionParameter'],
    ['?api-version=latest', 'InvalidApiVersionParameter'],
    ['?api-version=2031-01-01', 'NoRegisteredProviderFound'],
  ])('refuses the API version "%s": %s', async (query, code) => {
    const answer = await ask(sandbox, `${sandbox.urls.arm}${RESOURCE_IDS.account}${query}`, {
      token: await tokenFor(sandbox),
    });
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
  });

  it.each([
    [`/subscriptions/${IDS.tenant}/resourceGroups`, 'SubscriptionNotFound'],
    [RESOURCE_IDS.account.replace('rg-ai', 'rg-none'), 'ResourceGroupNotFound'],
    [`${RESOURCE_IDS.account}x`, 'ResourceNotFound'],
    [`${RESOURCE_IDS.project}/connections/none`, 'NotFound'],
    [`${RESOURCE_IDS.hub}x`, 'ResourceNotFound'],
    [
      `/subscriptions/${IDS.subscription}/providers/Microsoft.Nothing/things`,
      'InvalidResourceType',
    ],
  ])('does not find %s: %s', async (path, code) => {
    const answer = await arm.get(path);
    expect([answer.status, codeOf(answer)]).toEqual([404, code]);
  });

  it('answers with ids for support and what is left of the limit', async () => {
    const { headers } = await arm.get(RESOURCE_IDS.account);
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-ms-correlation-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(headers['x-ms-ratelimit-remaining-subscription-reads'])).toBeGreaterThan(0);
  });

  it('answers in its own letter case whatever case was asked in', async () => {
    const answer = await arm.get(RESOURCE_IDS.account.toLowerCase());
    expect(at(answer.json, 'id')).toBe(RESOURCE_IDS.account);
  });

  it('throttles each caller by a bucket that refills, with Retry-After', async () => {
    sandbox.behaviour.armBucket = { size: 2, refillPerSecond: 1 };
    sandbox.behaviour.throttleRetryAfterSeconds = 7;
    const ask3 = async (): Promise<number[]> => [
      (await arm.get(RESOURCE_IDS.account)).status,
      (await arm.get(RESOURCE_IDS.account)).status,
      (await arm.get(RESOURCE_IDS.account)).status,
    ];
    expect(await ask3()).toEqual([200, 200, 429]);
    expect((await arm.get(RESOURCE_IDS.account)).headers['retry-after']).toBe('7');
    sandbox.clock.advance(2_000);
    expect((await arm.get(RESOURCE_IDS.account)).status).toBe(200);
  });

  it('keeps a ReadOnly lock from every write, and lets reads through', async () => {
    sandbox.world.locks.push({
      scope: RESOURCE_IDS.resourceGroup,
      name: 'keep',
      level: 'ReadOnly',
    });
    expect((await arm.get(RESOURCE_IDS.account)).status).toBe(200);
    for (const [method, path] of [
      ['PATCH', RESOURCE_IDS.account],
      ['POST', `${RESOURCE_IDS.account}/listKeys`],
      ['PUT', `${RESOURCE_IDS.project}/connections/models`],
    ] as const) {
      const answer = await arm.send(method, path, {});
      expect([answer.status, codeOf(answer)]).toEqual([409, 'ScopeLocked']);
    }
    const locks = await arm.get(
      `${RESOURCE_IDS.account}/providers/Microsoft.Authorization/locks?$filter=atScope()`,
    );
    expect(namesOf(locks)).toEqual(['keep']);
  });
});

describe('lists', () => {
  it('are paged by absolute links that end, and miss nothing', async () => {
    await start(legacyWorld('enforce'), { behaviour: { pageSize: 1 } });
    const names: unknown[] = [];
    let next: unknown = `${RESOURCE_IDS.project}/connections`;
    let pages = 0;
    while (typeof next === 'string') {
      const answer = await arm.get(next);
      names.push(...namesOf(answer));
      next = at(answer.json, 'nextLink');
      pages += 1;
    }
    expect([names, pages]).toEqual([['models', 'bing'], 2]);
  });

  it('of accounts are refused, or cut to what the caller may read, without rights at the scope', async () => {
    const world = compliantWorld('none');
    world.roleAssignments.push(toJob('Reader', RESOURCE_IDS.account));
    const [account] = world.accounts;
    if (account) world.accounts.push({ ...account, name: 'other-ai', properties: {} });
    await start(world);
    const path = `${RESOURCE_IDS.subscription}/providers/Microsoft.CognitiveServices/accounts`;
    expect(codeOf(await arm.get(path))).toBe('AuthorizationFailed');
    sandbox.behaviour.listWithoutRights = 'filter';
    expect(namesOf(await arm.get(path))).toEqual(['contoso-ai']);
    sandbox.world.roleAssignments = [];
    expect(codeOf(await arm.get(path))).toBe('AuthorizationFailed');
  });

  it('of hubs are authorized at the subscription or group they are asked at', async () => {
    await start(legacyWorld('none'));
    const list = 'providers/Microsoft.MachineLearningServices/workspaces';
    for (const scope of [RESOURCE_IDS.subscription, RESOURCE_IDS.resourceGroup]) {
      const denied = await arm.get(`${scope}/${list}`);
      expect(at(denied.json, 'error', 'message')).toContain(`over scope '${scope}' or`);
    }
    sandbox.world.roleAssignments.push(toJob('Reader', RESOURCE_IDS.subscription));
    const hubs = ['contoso-hub', 'contoso-hub-chat'];
    expect(namesOf(await arm.get(`${RESOURCE_IDS.subscription}/${list}`))).toEqual(hubs);
    expect(namesOf(await arm.get(`${RESOURCE_IDS.resourceGroup}/${list}?kind=hub`))).toEqual([
      'contoso-hub',
    ]);
  });

  it('of subscriptions and below a management group hold what the caller can see', async () => {
    await start(compliantWorld('reader'));
    expect(at((await arm.get('/subscriptions')).json, 'value', 0, 'subscriptionId')).toBe(
      IDS.subscription,
    );
    const below = `${RESOURCE_IDS.managementGroup}/descendants`;
    expect(codeOf(await arm.get(below))).toBe('AuthorizationFailed');
    sandbox.world.roleAssignments.push(toJob('Reader', RESOURCE_IDS.managementGroup));
    expect(namesOf(await arm.get(below))).toEqual([IDS.subscription]);
  });
});

describe('the activity log', () => {
  beforeEach(() => start(legacyWorld('enforce')));
  const path = `${RESOURCE_IDS.subscription}/providers/Microsoft.Insights/eventtypes/management/values`;
  const query = (filter: string): string => `${path}?$filter=${encodeURIComponent(filter)}`;
  const since = (days: number): string =>
    `eventTimestamp ge '${new Date(Date.now() - days * 86_400_000).toISOString()}'`;

  it('remembers who listed keys, newest first, earlier and through this sandbox', async () => {
    await arm.send('POST', `${RESOURCE_IDS.account}/listKeys`);
    const answer = await arm.get(
      query(`${since(30)} and resourceUri eq '${RESOURCE_IDS.account.toUpperCase()}'`),
    );
    const value = at(answer.json, 'value') as unknown[];
    expect(value.map((event) => [at(event, 'caller'), at(event, 'status', 'value')])).toEqual([
      [IDS.ci, 'Succeeded'],
      [IDS.ci, 'Started'],
      ['grace@contoso.example', 'Succeeded'],
    ]);
    expect(value.map((event) => at(event, 'operationName', 'value'))).toEqual(
      value.map(() => 'Microsoft.CognitiveServices/accounts/listKeys/action'),
    );
  });

  it('takes the documented filters only', async () => {
    const ok = [
      since(30),
      `${since(30)} and resourceProvider eq 'Microsoft.CognitiveServices'`,
      `${since(30)} and resourceGroupName eq 'RG-AI'`,
    ];
    for (const filter of ok) expect((await arm.get(query(filter))).status).toBe(200);
    const bad = [
      `${since(30)} and operationName eq 'x'`,
      `${since(30)} and resourceUri eq 'a' and resourceProvider eq 'b'`,
      "resourceProvider eq 'Microsoft.CognitiveServices'",
      since(120),
      `${since(30)} or resourceGroupName eq 'x'`,
    ];
    for (const filter of bad) expect((await arm.get(query(filter))).status).toBe(400);
  });

  it('leaves out what is before the time asked for', async () => {
    expect(at((await arm.get(query(since(1)))).json, 'value')).toEqual([]);
  });
});

describe('policies', () => {
  beforeEach(() => start(compliantWorld('enforce')));
  const providers = '/providers/Microsoft.Authorization';

  it('in force at an account are listed with those inherited', async () => {
    const answer = await arm.get(
      `${RESOURCE_IDS.account}${providers}/policyAssignments?$filter=atScope()`,
    );
    expect(namesOf(answer)).toEqual(['no-ai-keys']);
    const id = String(at(answer.json, 'value', 0, 'properties', 'policyDefinitionId'));
    const definition = await arm.get(id);
    expect(at(definition.json, 'properties', 'policyRule', 'then', 'effect')).toBe(
      "[parameters('effect')]",
    );
    expect(at(definition.json, 'properties', 'parameters', 'effect', 'defaultValue')).toBe('Audit');
  });

  it('of an initiative lead to their members', async () => {
    const set = await arm.get(
      `${providers}/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8`,
    );
    expect(at(set.json, 'properties', 'policyDefinitions', 0, 'policyDefinitionId')).toBe(
      `${providers}/policyDefinitions/71ef260a-8f18-47b7-abcb-62d0673d94dc`,
    );
  });

  it('that deny refuse to turn keys on', async () => {
    const answer = await arm.send('PATCH', RESOURCE_IDS.account, {
      properties: { disableLocalAuth: false },
    });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).toBe(true);
  });

  it('that modify turn keys off again without a word', async () => {
    sandbox.world.policyAssignments = [
      {
        scope: RESOURCE_IDS.subscription,
        name: 'modify',
        policyDefinitionId: `${providers}/policyDefinitions/14de9e63-1b31-492e-a5a3-c3f7fd57f555`,
      },
    ];
    const answer = await arm.send('PATCH', RESOURCE_IDS.account, {
      properties: { disableLocalAuth: false },
    });
    expect([answer.status, at(answer.json, 'properties', 'disableLocalAuth')]).toEqual([200, true]);
  });
});
