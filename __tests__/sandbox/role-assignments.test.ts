import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { armAs, codeOf, type Arm } from './support/session.ts';
import { at } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  const world = compliantWorld('enforce');
  world.roleAssignments = world.roleAssignments.filter(({ principalId }) => principalId === IDS.ci);
  const add = (scope: string, principalId: string, role = 'Reader'): void => {
    world.roleAssignments.push({ scope, role, principalId, principalType: 'Group' });
  };
  add(RESOURCE_IDS.managementGroup, IDS.platformTeam);
  add(RESOURCE_IDS.subscription, IDS.developers);
  add(RESOURCE_IDS.account, IDS.interns);
  add(RESOURCE_IDS.project, IDS.grace);
  add(`${RESOURCE_IDS.resourceGroup}-2`, IDS.ada);
  sandbox = await startSandbox(world);
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const PATH = '/providers/Microsoft.Authorization/roleAssignments';
const holders = async (scope: string, filter?: string): Promise<unknown> => {
  const query = filter === undefined ? '' : `?$filter=${encodeURIComponent(filter)}`;
  const answer = await arm.get(`${scope}${PATH}${query}`);
  const value = at(answer.json, 'value');
  if (!Array.isArray(value)) return codeOf(answer);
  return value
    .map((item) => String(at(item, 'properties', 'principalId')))
    .filter((id) => id !== IDS.ci);
};

describe('a list of role assignments', () => {
  const { platformTeam, developers, interns, grace, ada } = IDS;
  it.each([
    ['at, above and below without a filter', undefined, [platformTeam, developers, interns, grace]],
    ['at and above with atScope()', 'atScope()', [platformTeam, developers, interns]],
    ['of one principal with principalId', `principalId eq '${interns}'`, [interns]],
    [
      'of a user through groups of groups with assignedTo()',
      `assignedTo('${grace}')`,
      [developers, interns, grace],
    ],
    ['of both with and', `atScope() and assignedTo('${grace}')`, [developers, interns]],
    ['for a user in one group', `atScope() and assignedTo('${ada.toUpperCase()}')`, [developers]],
    ['for nobody known', `assignedTo('${IDS.tenant}')`, []],
  ])('holds those %s', async (_what, filter, expected) => {
    await expect(holders(RESOURCE_IDS.account, filter)).resolves.toEqual(expected);
  });

  it('does not take a group in assignedTo(), nor any other filter', async () => {
    await expect(holders(RESOURCE_IDS.account, `assignedTo('${IDS.developers}')`)).resolves.toBe(
      'UnsupportedPrincipalType',
    );
    for (const filter of [
      "roleName eq 'Reader'",
      'atScope() or atScope()',
      "principalId ne 'x'",
      `atScope() and principalId eq '${IDS.ada}'`,
      'assignedTo()',
    ]) {
      await expect(holders(RESOURCE_IDS.account, filter)).resolves.toBe('UnsupportedQuery');
    }
  });
});

describe('a new role assignment', () => {
  const NAME = '11111111-2222-4333-8444-555555555555';
  const ROLE = 'a97b65f3-24c7-4388-baec-2e87135dc908';
  const put = async (properties: Record<string, unknown>, name = NAME): Promise<unknown> => {
    const body = {
      properties: {
        roleDefinitionId: `${RESOURCE_IDS.subscription}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`,
        principalId: IDS.developers,
        principalType: 'Group',
        ...properties,
      },
    };
    const answer = await arm.send('PUT', `${RESOURCE_IDS.account}${PATH}/${name}`, body);
    return codeOf(answer) ?? answer.status;
  };

  it('is made once, and asked for again it is the same', async () => {
    await expect(put({})).resolves.toBe(201);
    await expect(put({})).resolves.toBe(200);
    await expect(put({}, '99999999-2222-4333-8444-555555555555')).resolves.toBe(
      'RoleAssignmentExists',
    );
    await expect(put({ principalId: IDS.platformTeam })).resolves.toBe(
      'RoleAssignmentUpdateNotPermitted',
    );
    expect(await holders(RESOURCE_IDS.account, `principalId eq '${IDS.developers}'`)).toHaveLength(
      2,
    );
    const answer = await arm.get(`${RESOURCE_IDS.account}${PATH}/${NAME}`);
    expect(at(answer.json, 'properties', 'scope')).toBe(RESOURCE_IDS.account);
  });

  it.each([
    ['a name that is no GUID', {}, 'first', 'InvalidRoleAssignmentId'],
    [
      'a role that is not there',
      { roleDefinitionId: `/x/${NAME}` },
      NAME,
      'RoleDefinitionDoesNotExist',
    ],
    ['a principal of another type', { principalType: 'User' }, NAME, 'UnmatchedPrincipalType'],
    [
      'an unknown principal without its type',
      { principalId: NAME, principalType: undefined },
      NAME,
      'PrincipalNotFound',
    ],
    ['no principal', { principalId: undefined }, NAME, 'BadRequestFormat'],
  ])('is refused for %s', async (_what, properties, name, code) => {
    await expect(put(properties, name)).resolves.toBe(code);
  });

  it('for a principal that is still replicating fails as often as the world says', async () => {
    sandbox.behaviour.principalReplicationFailures = 2;
    await expect(put({})).resolves.toBe('PrincipalNotFound');
    await expect(put({})).resolves.toBe('PrincipalNotFound');
    await expect(put({})).resolves.toBe(201);
  });

  it('for an unknown principal is taken on its word when its type is given', async () => {
    await expect(put({ principalId: NAME, principalType: 'ServicePrincipal' })).resolves.toBe(201);
  });
});

describe('deny assignments', () => {
  it('are listed by scope and by whom they reach', async () => {
    const deny = (name: string, scope: string, id: string): void => {
      sandbox.world.denyAssignments.push({
        name,
        denyAssignmentName: name,
        scope,
        permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
        principals: [{ id, type: 'Group' }],
      });
    };
    deny('d-developers', RESOURCE_IDS.subscription, IDS.developers);
    deny('d-everyone', RESOURCE_IDS.account, '00000000-0000-0000-0000-000000000000');
    deny('d-below', RESOURCE_IDS.project, IDS.platformTeam);
    const names = async (filter: string): Promise<unknown> => {
      const path = `${RESOURCE_IDS.account}/providers/Microsoft.Authorization/denyAssignments?$filter=${encodeURIComponent(filter)}`;
      return (at((await arm.get(path)).json, 'value') as unknown[]).map((item) =>
        at(item, 'properties', 'denyAssignmentName'),
      );
    };
    expect(await names('')).toEqual(['d-developers', 'd-everyone', 'd-below']);
    expect(await names('atScope()')).toEqual(['d-developers', 'd-everyone']);
    expect(await names(`principalId eq '${IDS.developers}'`)).toEqual(['d-developers']);
    expect(await names(`assignedTo('${IDS.grace}')`)).toEqual(['d-developers', 'd-everyone']);
  });
});

describe('the permissions of the caller', () => {
  it('at a resource are those of its roles, with their conditions', async () => {
    sandbox.world.roleAssignments.push(toJob('Foundry Account Owner', RESOURCE_IDS.account));
    const path = `${RESOURCE_IDS.account}/providers/Microsoft.Authorization/permissions`;
    const value = at((await arm.get(path)).json, 'value') as unknown[];
    expect(value.map((item) => at(item, 'condition') !== null)).toContain(true);
    expect(value.flatMap((item) => at(item, 'actions'))).toContain('Microsoft.CognitiveServices/*');
  });
});
