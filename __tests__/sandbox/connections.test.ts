import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { armAs, codeOf, namesOf, type Arm } from './support/session.ts';
import { at } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  sandbox = await startSandbox(legacyWorld('enforce'));
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const OWNERS: [string, string, string][] = [
  ['an account', RESOURCE_IDS.account, 'shared-models'],
  ['a project', RESOURCE_IDS.project, 'models'],
  ['a hub', RESOURCE_IDS.hub, 'hub-models'],
];

describe.each(OWNERS)('a connection of %s', (_owner, owner, name) => {
  const path = `${owner}/connections/${name}`;
  const stored = (): string => `stored-key-of-${name}`;

  it('never shows its stored key, neither alone nor in the list', async () => {
    const one = await arm.get(path);
    expect(at(one.json, 'properties', 'authType')).toBe('ApiKey');
    const all = await arm.get(`${owner}/connections`);
    expect(namesOf(all)).toContain(name);
    expect(one.text + all.text).not.toContain(stored());
    expect(one.text).not.toContain('credentials');
  });

  it('is named another way in the ids of the list', async () => {
    const [listed] = at((await arm.get(`${owner}/connections`)).json, 'value') as unknown[];
    expect(at(listed, 'id')).toMatch(/\/(linkedaccounts|linkedWorkspaces)\//);
    expect(at((await arm.get(path)).json, 'id')).toBe(path);
  });

  it('is replaced as a whole by PUT, and its key is gone', async () => {
    const { properties } = (await arm.get(path)).json as { properties: Record<string, unknown> };
    const { category, target, metadata, isSharedToAll } = properties;
    const body = { properties: { authType: 'AAD', category, target, metadata, isSharedToAll } };
    const answer = await arm.send(
      'PUT',
      path.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
      body,
    );
    expect(answer.status).toBe(200);
    expect(at((await arm.get(path)).json, 'properties')).toMatchObject(body.properties);
    const bare = { properties: { authType: 'AAD', category, target } };
    await arm.send('PUT', path, bare);
    expect(at((await arm.get(path)).json, 'properties', 'metadata')).toEqual({});
    expect(JSON.stringify(sandbox.world)).not.toContain(stored());
  });

  it('keeps what a PATCH does not name, if Azure merges', async () => {
    const before = at((await arm.get(path)).json, 'properties');
    const answer = await arm.send('PATCH', path, { properties: { authType: 'AAD' } });
    expect(at(answer.json, 'properties')).toEqual({ ...(before as object), authType: 'AAD' });
    sandbox.behaviour.connectionPatch = 'replace';
    const replaced = await arm.send('PATCH', path, { properties: { authType: 'AAD' } });
    expect(at(replaced.json, 'properties', 'metadata')).toEqual({});
  });

  it.each([
    ['no properties', {}],
    ['no authType', { properties: { category: 'AzureOpenAI', target: 'https://x' } }],
    [
      'an unknown authType',
      { properties: { authType: 'Magic', category: 'AzureOpenAI', target: 'x' } },
    ],
    [
      'Entra ID with credentials',
      {
        properties: {
          authType: 'AAD',
          category: 'AzureOpenAI',
          target: 'x',
          credentials: { key: 'k' },
        },
      },
    ],
    [
      'a key that is missing',
      { properties: { authType: 'ApiKey', category: 'Serp', target: 'x' } },
    ],
    [
      'Entra ID where only a key works',
      { properties: { authType: 'AAD', category: 'Serp', target: 'x' } },
    ],
  ])('refuses %s', async (_what, body) => {
    const answer = await arm.send('PUT', `${owner}/connections/another`, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'ValidationError']);
  });
});

describe('connections', () => {
  it('of a hub that are shared show in its projects', async () => {
    expect(namesOf(await arm.get(`${RESOURCE_IDS.hubProject}/connections`))).toEqual([
      'hub-models',
    ]);
  });

  it('of an account that are shared show in its projects only if Azure does so', async () => {
    const path = `${RESOURCE_IDS.project}/connections`;
    expect(namesOf(await arm.get(path))).toEqual(['models', 'bing']);
    sandbox.behaviour.projectListsShared = true;
    expect(namesOf(await arm.get(path))).toEqual(['models', 'bing', 'shared-models']);
  });

  it('are filtered by category and target', async () => {
    const path = `${RESOURCE_IDS.project}/connections`;
    expect(namesOf(await arm.get(`${path}?category=groundingwithbingsearch`))).toEqual(['bing']);
    expect(namesOf(await arm.get(`${path}?target=https%3A%2F%2Fnowhere`))).toEqual([]);
  });

  it('of a hub give their key to listsecrets, and the log tells', async () => {
    const answer = await arm.send('POST', `${RESOURCE_IDS.hub}/connections/hub-models/listsecrets`);
    expect(at(answer.json, 'properties', 'credentials', 'key')).toContain(
      'stored-key-of-hub-models',
    );
    expect(sandbox.log.at(-1)).toMatchObject({ revealedSecret: true });
    expect(sandbox.secrets.foundIn(answer.text)).toHaveLength(1);
  });

  it('keep members that a newer service version adds', async () => {
    const path = `${RESOURCE_IDS.project}/connections/later`;
    await arm.send('PUT', path, {
      properties: {
        authType: 'AAD',
        category: 'AzureOpenAI',
        target: 'x',
        futureMember: { deep: 1 },
      },
    });
    expect(at((await arm.get(path)).json, 'properties', 'futureMember')).toEqual({ deep: 1 });
  });
});
