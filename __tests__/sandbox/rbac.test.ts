import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUILT_IN_ROLES } from '../../sandbox/data/built-in-roles.ts';
import { startSandbox, type RoleDefinition, type Sandbox } from '../../sandbox/index.ts';
import { grants } from '../../sandbox/rbac/authorizer.ts';
import { conditionHolds } from '../../sandbox/rbac/conditions.ts';
import { matchesAction } from '../../sandbox/rbac/wildcard.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { addCaller, armAs, codeOf } from './support/session.ts';
import { at } from './support/wire.ts';

describe('the action wildcard', () => {
  it.each([
    ['Microsoft.CognitiveServices/*', 'Microsoft.CognitiveServices/accounts/OpenAI/x/action', true],
    ['*/read', 'Microsoft.Authorization/roleAssignments/read', true],
    ['*/read', 'Microsoft.Authorization/roleAssignments/write', false],
    [
      'Microsoft.CognitiveServices/accounts/listkeys/action',
      'microsoft.cognitiveservices/accounts/listKeys/action',
      true,
    ],
    [
      'Microsoft.CognitiveServices/accounts/*/read',
      'Microsoft.CognitiveServices/accounts/read',
      false,
    ],
    [
      'Microsoft.CognitiveServices/a.counts/read',
      'Microsoft.CognitiveServices/accounts/read',
      false,
    ],
  ])('%s on %s is %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });

  it('agrees with a naive match by recursion on any text', () => {
    const naive = (pattern: string, text: string): boolean => {
      if (pattern === '') return text === '';
      const [first = '', rest] = [pattern[0], pattern.slice(1)];
      if (first === '*') return naive(rest, text) || (text !== '' && naive(pattern, text.slice(1)));
      return text[0]?.toLowerCase() === first.toLowerCase() && naive(rest, text.slice(1));
    };
    const word = fc.string({ unit: fc.constantFrom('a', 'B', '/', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (pattern, text) => {
        expect(matchesAction(pattern, text)).toBe(naive(pattern, text));
      }),
    );
  });
});

describe('built-in roles', () => {
  const CS = 'Microsoft.CognitiveServices/accounts';
  const who = (plane: 'actions' | 'dataActions', action: string): string[] =>
    BUILT_IN_ROLES.filter(({ permissions }) =>
      permissions.some((permission) => grants(permission, plane, action)),
    )
      .map(({ roleName }) => roleName)
      .sort();
  const owners = [
    'Azure AI Administrator',
    'Cognitive Services Contributor',
    'Cognitive Services Security Integration Admin',
    'Contributor',
    'Foundry Account Owner',
    'Foundry Owner',
    'Owner',
  ];
  it.each([
    [
      `${CS}/listKeys/action`,
      [
        ...owners,
        'Cognitive Services Content Understanding Owner',
        'Cognitive Services LUIS Owner',
        'Cognitive Services Language Owner',
        'Cognitive Services User',
        'Defender Cloud Secrets Posture',
        'Foundry User',
      ],
    ],
    [`${CS}/regenerateKey/action`, owners],
    [`${CS}/connections/write`, owners],
    [`${CS}/projects/connections/write`, [...owners, 'Foundry Project Manager']],
    [
      'Microsoft.MachineLearningServices/workspaces/connections/write',
      [
        'Azure AI Administrator',
        'Azure AI Developer',
        'AzureML Data Scientist',
        'Contributor',
        'Owner',
      ],
    ],
  ])('that hold %s are those that Azure lists', (action, roles) => {
    expect(who('actions', action)).toEqual([...roles].sort());
  });

  const chat = [
    'Azure AI Developer',
    'Cognitive Services Data Contributor (Preview)',
    'Cognitive Services User',
    'Foundry Owner',
    'Foundry Project Manager',
    'Foundry User',
  ];
  it.each([
    [
      `${CS}/OpenAI/deployments/chat/completions/action`,
      [...chat, 'Cognitive Services OpenAI Contributor', 'Cognitive Services OpenAI User'],
    ],
    [`${CS}/MaaS/chat/completions/action`, chat],
    [
      `${CS}/AIServices/agents/read`,
      [
        ...chat.filter((name) => name !== 'Azure AI Developer'),
        'Cognitive Services Data Reader',
        'Defender CSPM',
      ],
    ],
  ])('that hold the data action %s are those that Azure lists', (action, roles) => {
    expect(who('dataActions', action)).toEqual([...roles].sort());
  });
});

describe('conditions', () => {
  const condition =
    BUILT_IN_ROLES.find(({ roleName }) => roleName === 'Foundry Account Owner')?.permissions[0]
      ?.condition ?? '';
  const write = 'Microsoft.Authorization/roleAssignments/write';
  it.each([
    [write, '53ca6127-db72-4b80-b1b0-d745d6d5456d', true],
    [write, 'a97b65f3-24c7-4388-baec-2e87135dc908', false],
    ['Microsoft.CognitiveServices/accounts/write', 'a97b65f3-24c7-4388-baec-2e87135dc908', true],
  ])('let Foundry Account Owner do %s with role %s: %s', (action, role, expected) => {
    expect(conditionHolds(condition, { action, attributes: { RoleDefinitionId: role } })).toBe(
      expected,
    );
  });

  it('understand the spacing and sets that the portal writes', () => {
    const text = `(
 (
  !(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})
 )
 OR
 (
  @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal', 'Group'}
 )
)`;
    const holds = (type: string): boolean | undefined =>
      conditionHolds(text, { action: write, attributes: { PrincipalType: type } });
    expect([holds('group'), holds('User')]).toEqual([true, false]);
  });

  it('that look at anything else are not decided', () => {
    const text = "@Environment[UtcNow] DateTimeGreaterThan '2026-01-01T00:00:00.0Z'";
    expect(conditionHolds(text, { action: write, attributes: {} })).toBeUndefined();
    expect(
      conditionHolds('not a condition at all', { action: write, attributes: {} }),
    ).toBeUndefined();
  });
});

describe('authorization of a call', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox(compliantWorld('none'));
  });
  afterEach(() => sandbox.close());

  const grant = (role: string, scope: string, principalId: string = IDS.ci): void => {
    sandbox.world.roleAssignments.push({
      role,
      scope,
      principalId,
      principalType: principalId === IDS.ci ? 'ServicePrincipal' : 'Group',
    });
  };
  const status = async (path: string = RESOURCE_IDS.account): Promise<number> =>
    (await (await armAs(sandbox)).get(path)).status;

  it.each([
    ['the resource', RESOURCE_IDS.account],
    ['the resource group', RESOURCE_IDS.resourceGroup],
    ['the subscription, in capitals', RESOURCE_IDS.subscription.toUpperCase()],
    ['the management group', RESOURCE_IDS.managementGroup],
    ['the root management group', `/providers/Microsoft.Management/managementGroups/${IDS.tenant}`],
    ['the root scope', '/'],
  ])('follows an assignment at %s', async (_where, scope) => {
    await expect(status()).resolves.toBe(403);
    grant('Reader', scope);
    await expect(status()).resolves.toBe(200);
    await expect(
      status(RESOURCE_IDS.account.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')),
    ).resolves.toBe(200);
  });

  it('does not follow an assignment at a neighbour', async () => {
    grant('Reader', `${RESOURCE_IDS.account}-2`);
    grant('Reader', `${RESOURCE_IDS.resourceGroup}x`);
    await expect(status()).resolves.toBe(403);
  });

  it('reaches a principal through groups of groups', async () => {
    sandbox.world.groups.push({
      id: 'aaaa0000-0000-4000-8000-000000000001',
      displayName: 'bots',
      members: [IDS.ci],
    });
    const [, interns] = sandbox.world.groups;
    interns?.members.push('AAAA0000-0000-4000-8000-000000000001');
    grant('Reader', RESOURCE_IDS.subscription, IDS.developers);
    await expect(status()).resolves.toBe(200);
  });

  const custom = (permission: Partial<RoleDefinition['permissions'][number]>): void => {
    sandbox.world.roleDefinitions.push({
      id: 'c0570000-0000-4000-8000-000000000001',
      roleName: 'Custom',
      type: 'CustomRole',
      assignableScopes: [RESOURCE_IDS.subscription],
      permissions: [
        { actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission },
      ],
    });
    grant('Custom', RESOURCE_IDS.subscription);
  };

  it('follows a custom role with a wildcard, less its notActions', async () => {
    custom({ actions: ['Microsoft.Cognitive*/acc*/read'], notActions: ['*/projects/read'] });
    await expect(status()).resolves.toBe(200);
    await expect(status(RESOURCE_IDS.project)).resolves.toBe(403);
  });

  it('adds up the roles: what one excludes another may grant', async () => {
    custom({ actions: ['*'], notActions: ['*/read'] });
    await expect(status()).resolves.toBe(403);
    grant('Reader', RESOURCE_IDS.account);
    await expect(status()).resolves.toBe(200);
  });

  it.each([
    [
      'everyone',
      { principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }] },
      403,
    ],
    ['the principal', { principals: [{ id: IDS.ci, type: 'ServicePrincipal' }] }, 403],
    ['another principal', { principals: [{ id: IDS.ada, type: 'User' }] }, 200],
    [
      'everyone but the principal',
      {
        principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
        excludePrincipals: [{ id: IDS.ci, type: 'ServicePrincipal' }],
      },
      200,
    ],
    [
      'everyone at the group alone',
      {
        principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
        doNotApplyToChildScopes: true,
      },
      200,
    ],
  ])('lets a deny assignment for %s win', async (_who, deny, expected) => {
    grant('Owner', RESOURCE_IDS.subscription);
    sandbox.world.denyAssignments.push({
      name: 'de000000-0000-4000-8000-000000000001',
      denyAssignmentName: 'stack',
      scope: RESOURCE_IDS.resourceGroup,
      permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
      ...deny,
    });
    await expect(status()).resolves.toBe(expected);
  });

  it('counts an assignment only after its delay', async () => {
    const other = addCaller(sandbox, 1);
    sandbox.behaviour.assignmentDelayMs = 60_000;
    grant('Owner', RESOURCE_IDS.account);
    const owner = await armAs(sandbox);
    const path = `${RESOURCE_IDS.account}/providers/Microsoft.Authorization/roleAssignments`;
    const role = `${RESOURCE_IDS.subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
    const made = await owner.send('PUT', `${path}/11111111-2222-4333-8444-555555555555`, {
      properties: {
        roleDefinitionId: role,
        principalId: other.id,
        principalType: 'ServicePrincipal',
      },
    });
    expect(made.status).toBe(201);
    const listed = await owner.get(`${path}?$filter=principalId%20eq%20'${other.id}'`);
    expect(at(listed.json, 'value', 0, 'properties', 'principalId')).toBe(other.id);
    const reader = await armAs(sandbox, other.appId);
    expect((await reader.get(RESOURCE_IDS.account)).status).toBe(403);
    sandbox.clock.advance(60_001);
    expect((await reader.get(RESOURCE_IDS.account)).status).toBe(200);
  });

  it('refuses in the words of Azure, with client, object, action and scope', async () => {
    const answer = await (await armAs(sandbox)).send('PATCH', RESOURCE_IDS.account, {});
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({
      error: {
        code: 'AuthorizationFailed',
        message: `The client '${IDS.clientId}' with object id '${IDS.ci}' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/write' over scope '${RESOURCE_IDS.account}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      },
    });
  });

  it('lets a delegated assigner give the roles of its condition and no other', async () => {
    grant('Foundry Account Owner', RESOURCE_IDS.subscription);
    const arm = await armAs(sandbox);
    const put = (name: string, role: string): Promise<unknown> =>
      arm
        .send(
          'PUT',
          `${RESOURCE_IDS.account}/providers/Microsoft.Authorization/roleAssignments/${name}`,
          {
            properties: {
              roleDefinitionId: `/x/${role}`,
              principalId: IDS.developers,
              principalType: 'Group',
            },
          },
        )
        .then((answer) => codeOf(answer) ?? answer.status);
    await expect(
      put('11111111-2222-4333-8444-555555555555', 'a97b65f3-24c7-4388-baec-2e87135dc908'),
    ).resolves.toBe('AuthorizationFailed');
    await expect(
      put('11111111-2222-4333-8444-555555555556', '53ca6127-db72-4b80-b1b0-d745d6d5456d'),
    ).resolves.toBe(201);
  });
});
