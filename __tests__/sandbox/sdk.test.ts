import { afterEach, describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROLES } from '../../sandbox/data/built-in-roles.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { estateWorld } from '../../sandbox/worlds/estate.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { drive } from './support/drive.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

describe('the official Azure SDKs, unmodified', () => {
  it('list, read, convert, regenerate and disable through @azure/arm-cognitiveservices', async () => {
    const world = legacyWorld('enforce');
    for (const name of ['contoso-b', 'contoso-c']) {
      const [first] = world.accounts;
      if (first) world.accounts.push({ ...first, name, properties: {} });
    }
    sandbox = await startSandbox(world, {
      behaviour: { pageSize: 2, updateMs: 1_200, retryAfterSeconds: 1 },
    });
    await expect(drive(sandbox, 'cognitive-services')).resolves.toEqual({
      inSubscription: ['contoso-ai', 'contoso-b', 'contoso-c'],
      inGroup: ['contoso-ai', 'contoso-b', 'contoso-c'],
      deployments: ['gpt-4o'],
      projects: ['contoso-ai/assistant'],
      accountConnections: ['shared-models'],
      projectConnections: ['models', 'bing'],
      keysBefore: null,
      key1Changed: true,
      key2Kept: true,
      authBefore: 'ApiKey',
      authAfter: 'AAD',
      keysAfter: true,
      stateAfter: 'Succeeded',
      refused: 'BadRequest',
    });
    const polls = sandbox.log.filter(({ path }) => /operation(Results|sStatus)/.test(path));
    expect(polls.length).toBeGreaterThan(0);
    const [account] = sandbox.world.accounts;
    expect(account?.projects[0]?.connections[0]?.credentials).toBeUndefined();
    expect(sandbox.log.filter(({ revealedSecret }) => revealedSecret)).toHaveLength(2);
  });

  it('assign a role and read role data through @azure/arm-authorization', async () => {
    const world = compliantWorld('enforce');
    world.roleAssignments = world.roleAssignments.filter(
      ({ principalId }) => principalId !== IDS.developers,
    );
    sandbox = await startSandbox(world, { behaviour: { pageSize: 3 } });
    const role = 'a97b65f3-24c7-4388-baec-2e87135dc908';
    const answer = await drive(
      sandbox,
      'authorization',
      RESOURCE_IDS.account,
      IDS.developers,
      role,
    );
    expect(answer).toMatchObject({
      created: '11111111-2222-4333-8444-555555555555',
      repeated: '11111111-2222-4333-8444-555555555555',
      twin: 'RoleAssignmentExists',
      roles: [[role, ['Microsoft.CognitiveServices/*']]],
      definitions: BUILT_IN_ROLES.length,
      permissions: 5,
      denies: 0,
    });
    expect(answer).toHaveProperty(
      'assignments',
      expect.arrayContaining([[IDS.developers, RESOURCE_IDS.account, role]]),
    );
  });

  it('page through Resource Graph with @azure/arm-resourcegraph', async () => {
    sandbox = await startSandbox(
      estateWorld({
        subscriptions: 3,
        accounts: 20,
        projectsPerAccount: 1,
        connectionsPerAccount: 1,
      }),
    );
    await expect(drive(sandbox, 'resource-graph')).resolves.toEqual({
      count: 20,
      distinct: 20,
      pages: 3,
    });
  });
});
