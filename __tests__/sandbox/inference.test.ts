import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Account, type Sandbox } from '../../sandbox/index.ts';
import { aiAccount, toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { armAs, COGNITIVE, FOUNDRY, tokenFor } from './support/session.ts';
import { ask, at, type WireAnswer, type WireRequest } from './support/wire.ts';

let sandbox: Sandbox;
const CHAT = '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21';
const MODELS_CHAT = '/models/chat/completions?api-version=2024-05-01-preview';
const AGENTS = '/api/projects/assistant/agents?api-version=v1';
const CS = 'Microsoft.CognitiveServices/accounts';

const account = (): Account => {
  const [first] = sandbox.world.accounts;
  if (!first) throw new Error('no account');
  return first;
};
const call = (path: string, options: WireRequest = {}, of = account()): Promise<WireAnswer> =>
  ask(sandbox, `${sandbox.endpointOf(of)}${path}`, {
    method: path.includes('completions') || path.includes('embeddings') ? 'POST' : 'GET',
    ...(path.includes('completions')
      ? { body: { messages: [{ role: 'user', content: 'ping' }] } }
      : {}),
    ...options,
  });
const only = (...roles: string[]): void => {
  sandbox.world.roleAssignments = roles.map((role) => toJob(role, RESOURCE_IDS.account));
};
afterEach(() => sandbox.close());

describe('the inference endpoint with an Entra token', () => {
  beforeEach(async () => {
    sandbox = await startSandbox(compliantWorld('check'));
  });

  it('answers who holds the data action, at no token for an invalid body', async () => {
    const token = await tokenFor(sandbox, COGNITIVE);
    const good = await call(CHAT, { token });
    expect([good.status, at(good.json, 'choices', 0, 'message', 'content')]).toEqual([200, 'pong']);
    const empty = await call(CHAT, { token, body: { messages: [] } });
    expect([empty.status, at(empty.json, 'error', 'param')]).toEqual([400, 'messages']);
  });

  it('says which data action is missing, for which principal and request', async () => {
    only('Reader');
    const answer = await call(CHAT, {
      token: await tokenFor(sandbox, COGNITIVE),
      body: { messages: [] },
    });
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({
      error: {
        code: 'PermissionDenied',
        message: `The principal \`${IDS.ci}\` lacks the required data action \`${CS}/OpenAI/deployments/chat/completions/action\` to perform \`POST /openai/deployments/gpt-4o/chat/completions\` operation. For instructions on how to resolve this, see https://aka.ms/FoundryPermissions.`,
      },
    });
    sandbox.behaviour.permissionDenied = 'older';
    expect((await call(CHAT, { token: await tokenFor(sandbox, COGNITIVE) })).json).toEqual({
      error: {
        code: 'PermissionDenied',
        message: 'Principal does not have access to API/Operation.',
      },
    });
    sandbox.behaviour.permissionDenied = 'forbidden';
    expect((await call(CHAT, { token: await tokenFor(sandbox, COGNITIVE) })).status).toBe(403);
  });

  it.each([
    ['last', 401, 401],
    ['before-role', 400, 401],
    ['first', 400, 400],
  ] as const)(
    'refuses an invalid body %s: %i without a role, %i without a credential',
    async (bodyChecked, withoutRole, withoutCredential) => {
      only();
      sandbox.behaviour.bodyChecked = bodyChecked;
      const body = { messages: [] };
      const token = await tokenFor(sandbox, COGNITIVE);
      expect((await call(CHAT, { token, body })).status).toBe(withoutRole);
      expect((await call(CHAT, { token: 'made-up', body })).status).toBe(withoutCredential);
    },
  );

  it.each([
    [CHAT, ['Cognitive Services OpenAI User'], COGNITIVE, 200],
    [CHAT, ['Cognitive Services User'], COGNITIVE, 200],
    [CHAT, ['Cognitive Services Contributor', 'Owner'], COGNITIVE, 401],
    [CHAT, ['Cognitive Services Data Reader'], COGNITIVE, 401],
    ['/openai/models?api-version=2024-10-21', ['Cognitive Services Data Reader'], COGNITIVE, 200],
    ['/openai/v1/models', ['Cognitive Services OpenAI User'], COGNITIVE, 200],
    [AGENTS, ['Foundry User'], FOUNDRY, 200],
    [AGENTS, ['Azure AI Developer'], FOUNDRY, 401],
    ['/api/projects/assistant/deployments?api-version=v1', ['Foundry User'], FOUNDRY, 200],
    ['/models/info?api-version=2024-05-01-preview', ['Cognitive Services User'], FOUNDRY, 200],
  ])('at %s to %j', async (path, roles, audience, status) => {
    only(...roles);
    expect((await call(path, { token: await tokenFor(sandbox, audience) })).status).toBe(status);
  });

  it('asks for the MaaS action where the model is not of OpenAI', async () => {
    account().deployments.push({
      name: 'mistral',
      model: { format: 'Mistral AI', name: 'mistral', version: '1' },
    });
    only('Cognitive Services OpenAI User');
    const token = await tokenFor(sandbox, COGNITIVE);
    const body = { model: 'mistral', messages: [{ role: 'user', content: 'x' }] };
    const denied = await call(MODELS_CHAT, { token, body });
    expect(at(denied.json, 'error', 'message')).toContain(`${CS}/MaaS/chat/completions/action`);
    only('Cognitive Services User');
    expect((await call(MODELS_CHAT, { token, body })).status).toBe(200);
  });

  it.each([
    [CHAT, FOUNDRY, COGNITIVE],
    [AGENTS, COGNITIVE, FOUNDRY],
    [CHAT, 'https://ml.azure.com', COGNITIVE],
    [MODELS_CHAT, 'https://ml.azure.com', FOUNDRY],
  ])(
    'at %s refuses a token for %s and names the audience it wants',
    async (path, audience, wanted) => {
      only('Cognitive Services User');
      const answer = await call(path, { token: await tokenFor(sandbox, audience) });
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual({
        statusCode: 401,
        message: `Unauthorized. Access token is missing, invalid, audience is incorrect (${wanted}), or have expired.`,
      });
    },
  );

  it('takes either audience on /models unless the service narrows it', async () => {
    only('Cognitive Services User');
    const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] };
    const statuses = async (): Promise<number[]> => [
      (await call(MODELS_CHAT, { token: await tokenFor(sandbox, COGNITIVE), body })).status,
      (await call(MODELS_CHAT, { token: await tokenFor(sandbox, FOUNDRY), body })).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    sandbox.behaviour.modelsAudience = FOUNDRY;
    expect(await statuses()).toEqual([401, 200]);
  });

  it('refuses a token that ended, and no token at all', async () => {
    const token = await tokenFor(sandbox, COGNITIVE);
    expect((await call(CHAT)).status).toBe(401);
    sandbox.clock.advance(3_600_000);
    expect((await call(CHAT, { token })).status).toBe(401);
  });

  it('refuses tokens where there is no custom subdomain', async () => {
    delete account().properties.customSubDomainName;
    const answer = await call(CHAT, { token: await tokenFor(sandbox, COGNITIVE) });
    expect([answer.status, answer.json]).toEqual([
      400,
      {
        error: {
          code: 'BadRequest',
          message:
            'Please provide a custom subdomain for token authentication, otherwise API key is required.',
        },
      },
    ]);
  });

  it('refuses the token of another tenant', async () => {
    const [subscription] = sandbox.world.subscriptions;
    if (subscription) subscription.tenantId = IDS.otherTenant;
    const answer = await call(CHAT, { token: await tokenFor(sandbox, COGNITIVE) });
    expect(at(answer.json, 'error', 'message')).toBe(
      `Token tenant ${IDS.tenant} does not match resource tenant.`,
    );
  });

  it('does not find a deployment, a model, a route or a missing version', async () => {
    only('Cognitive Services User');
    const token = await tokenFor(sandbox, COGNITIVE);
    const code = async (path: string, options = {}): Promise<unknown> => {
      const answer = await call(path, { token, ...options });
      return [answer.status, at(answer.json, 'error', 'code')];
    };
    expect(await code(CHAT.replace('gpt-4o', 'none'))).toEqual([404, 'DeploymentNotFound']);
    expect(await code(MODELS_CHAT, { body: { model: 'none', messages: ['x'] } })).toEqual([
      400,
      'unknown_model',
    ]);
    expect(await code('/openai/nothing')).toEqual([404, '404']);
    expect(await code('/openai/models')).toEqual([404, '404']);
  });

  it.each([
    [
      { publicNetworkAccess: 'Disabled' as const },
      'Public access is disabled. Please configure private endpoint.',
    ],
    [
      { networkAcls: { defaultAction: 'Deny' as const } },
      'Access denied due to Virtual Network/Firewall rules.',
    ],
  ])(
    'refuses by its network rules before it looks at anything else',
    async (properties, message) => {
      Object.assign(account().properties, properties);
      for (const options of [
        { token: await tokenFor(sandbox, COGNITIVE) },
        { headers: { 'api-key': 'x' } },
      ]) {
        const answer = await call(CHAT, options);
        expect([answer.status, answer.json]).toEqual([403, { error: { code: '403', message } }]);
      }
    },
  );

  it('lets through an address that the firewall names', async () => {
    account().properties.networkAcls = { defaultAction: 'Deny', ipRules: [{ value: '127.0.0.1' }] };
    expect((await call(CHAT, { token: await tokenFor(sandbox, COGNITIVE) })).status).toBe(200);
  });

  it('breaks Entra for the account that is made to, once its keys are off', async () => {
    account().dataPlane = { entraBreaksWithoutKeys: true };
    const token = await tokenFor(sandbox, COGNITIVE);
    expect((await call(CHAT, { token })).status).toBe(401);
    account().properties.disableLocalAuth = false;
    expect((await call(CHAT, { token })).status).toBe(200);
  });
});

describe('the inference endpoint with a key', () => {
  beforeEach(async () => {
    sandbox = await startSandbox(legacyWorld('enforce'), { behaviour: { keyDelayMs: 60_000 } });
  });
  const withKey = (key: string, header = 'api-key'): Promise<WireAnswer> =>
    call(CHAT, { headers: { [header]: key } });
  const disable = async (disableLocalAuth: boolean): Promise<void> => {
    const arm = await armAs(sandbox);
    await arm.send('PATCH', RESOURCE_IDS.account, { properties: { disableLocalAuth } });
  };
  const INVALID = {
    error: {
      code: '401',
      message:
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    },
  };
  const DISABLED = {
    error: {
      code: 'AuthenticationTypeDisabled',
      message: 'Key based authentication is disabled for this resource.',
    },
  };

  it('takes its own keys under both header names and refuses made-up ones', async () => {
    const { key1, key2 } = sandbox.keysOf(account());
    expect((await withKey(key1)).status).toBe(200);
    expect((await withKey(key2, 'Ocp-Apim-Subscription-Key')).status).toBe(200);
    const answer = await withKey('0'.repeat(32));
    expect([answer.status, answer.json]).toEqual([401, INVALID]);
  });

  it('goes on taking keys after they are disabled, for as long as the gateway lags', async () => {
    const { key1 } = sandbox.keysOf(account());
    await disable(true);
    expect((await withKey(key1)).status).toBe(200);
    expect((await withKey('made-up')).json).toEqual(INVALID);
    sandbox.clock.advance(60_001);
    for (const key of [key1, 'made-up']) {
      const answer = await withKey(key);
      expect([answer.status, answer.json]).toEqual([403, DISABLED]);
    }
    await disable(false);
    expect((await withKey(key1)).status).toBe(403);
    sandbox.clock.advance(60_001);
    expect((await withKey(key1)).status).toBe(200);
  });

  it("says no in the words of Microsoft's page, or checks the key first, where Azure does so", async () => {
    await disable(true);
    sandbox.clock.advance(60_001);
    sandbox.behaviour.keyCheckOrder = 'key';
    expect((await withKey('made-up')).json).toEqual(INVALID);
    expect((await withKey(sandbox.keysOf(account()).key1)).json).toEqual(DISABLED);
    sandbox.behaviour.keyRefusal = '401';
    expect((await withKey(sandbox.keysOf(account()).key1)).json).toEqual(INVALID);
  });

  it('does not take keys on project routes', async () => {
    const { key1 } = sandbox.keysOf(account());
    expect((await call(AGENTS, { headers: { 'api-key': key1 } })).status).toBe(401);
  });
});

describe('endpoints', () => {
  it('of single services answer their own cheap question, and of no other', async () => {
    const world = compliantWorld('check');
    const probes: [string, string][] = [
      ['FormRecognizer', '/documentintelligence/info?api-version=2024-11-30'],
      ['ContentSafety', '/contentsafety/text/blocklists?api-version=2024-09-01'],
      ['ComputerVision', '/vision/v3.2/models'],
      ['SpeechServices', '/speechtotext/models/base?api-version=2024-11-15'],
      ['TextAnalytics', '/language/authoring/analyze-text/projects?api-version=2023-04-01'],
    ];
    world.accounts = probes.map(([kind]) => aiAccount(`c-${kind.toLowerCase()}`, { kind }));
    world.roleAssignments.push(toJob('Cognitive Services User', RESOURCE_IDS.resourceGroup));
    sandbox = await startSandbox(world);
    const token = await tokenFor(sandbox, COGNITIVE);
    for (const [index, [kind, path]] of probes.entries()) {
      const of = sandbox.world.accounts[index];
      if (!of) throw new Error(kind);
      expect([kind, (await call(path, { token }, of)).status]).toEqual([kind, 200]);
      expect((await call('/openai/models?api-version=2024-10-21', { token }, of)).status).toBe(404);
    }
  });

  it('differ by account, and one that is unreachable refuses the connection', async () => {
    const world = compliantWorld('check');
    world.accounts.push(aiAccount('down-ai', { dataPlane: { unreachable: true } }));
    sandbox = await startSandbox(world);
    const [up, down] = world.accounts.map((each) => sandbox.endpointOf(each));
    expect(up).not.toBe(down);
    await expect(ask(sandbox, `${down ?? ''}${CHAT}`)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('reveal the credentials of a connection only to the call that asks for them', async () => {
    const world = legacyWorld('enforce');
    world.roleAssignments.push(toJob('Foundry User', RESOURCE_IDS.account));
    sandbox = await startSandbox(world);
    const token = await tokenFor(sandbox, FOUNDRY);
    const path = '/api/projects/assistant/connections';
    const list = await call(`${path}?api-version=v1`, { token });
    expect(list.text).not.toContain('stored-key');
    const one = await call(`${path}/models/getConnectionWithCredentials?api-version=v1`, {
      token,
      method: 'POST',
    });
    expect(one.text).toContain('stored-key-of-models');
    expect(sandbox.log.at(-1)).toMatchObject({ revealedSecret: true });
  });
});
