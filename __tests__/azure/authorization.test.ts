import { describe, expect, it } from '@jest/globals';
import { assignmentOf, definitionOf, denyOf } from '../../src/azure/readers/authorization.ts';

const SCOPE = '/subscriptions/11111111-1111-1111-1111-111111111111';
const PERMISSION = {
  actions: ['*'],
  notActions: [],
  dataActions: ['Microsoft.CognitiveServices/*'],
  notDataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'],
  condition: null,
};
const role = (permission: object) =>
  definitionOf({ name: 'guid', properties: { roleName: 'Role', permissions: [permission] } });
const deny = (properties: object) =>
  denyOf({
    id: 'deny',
    properties: {
      scope: SCOPE,
      permissions: [PERMISSION],
      principals: [{ id: 'ALICE', type: 'User' }],
      ...properties,
    },
  });

/** What has another shape than Azure documents makes the whole list unknown: see `ArmClient.list`. */
describe('rights that are not as Azure documents them', () => {
  it.each([
    ['exclusions that are one text', { ...PERMISSION, notDataActions: '*' }],
    ['exclusions that hold a number', { ...PERMISSION, notDataActions: [1] }],
    ['data actions that are an object', { ...PERMISSION, dataActions: {} }],
    ['a condition that is no text', { ...PERMISSION, condition: { text: 'x' } }],
  ])('are not taken for a role without them: %s', (_, permission) => {
    expect(role(permission)).toBeUndefined();
    expect(deny({ permissions: [permission] })).toBeUndefined();
  });

  it.each([
    ['nobody', { principals: undefined }],
    ['null', { principals: null }],
    ['a principal without an id', { principals: [{ type: 'User' }] }],
    ['a principal that is a text', { principals: ['alice'] }],
    ['an exclusion without an id', { excludePrincipals: [{}] }],
    ['a condition that is no text', { condition: 1 }],
  ])('are not taken for a deny assignment of nobody: %s', (_, properties) => {
    expect(deny(properties)).toBeUndefined();
  });

  it('are not taken for an assignment without a condition', () => {
    const properties = { roleDefinitionId: `${SCOPE}/x/guid`, principalId: 'p', scope: SCOPE };
    expect(assignmentOf({ properties: { ...properties, condition: 1 } })).toBeUndefined();
    expect(assignmentOf({ properties: { ...properties, condition: null } })).not.toHaveProperty(
      'condition',
    );
  });
});

it('reads lists that Azure leaves out as empty', () => {
  expect(role({ actions: ['*'] })?.permissions).toEqual([
    { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] },
  ]);
  expect(deny({ excludePrincipals: null })).toMatchObject({
    principals: [{ id: 'alice', type: 'User' }],
    excludePrincipals: [],
  });
});
