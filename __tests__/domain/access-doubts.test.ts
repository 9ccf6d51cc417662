import { describe, expect, it } from '@jest/globals';
import { denyDoubt, pathDoubt, viaUnseenGroup } from '../../src/domain/access-doubts.ts';
import type { DenyAssignment } from '../../src/domain/authorization.ts';
import { inferenceDemand } from '../../src/domain/inference-actions.ts';
import { known } from '../../src/domain/observation.ts';
import type { Want } from '../../src/domain/permissions.ts';
import { account, ALICE, APP, assignment, DENIED, facts, ID, TEAM } from '../rules/builders.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE, permissionOf } from './built-in-roles.ts';

const SPEECH = 'Microsoft.CognitiveServices/accounts/SpeechServices';
const CHAT: Want = {
  plane: 'dataAction',
  name: 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
};
const deny: DenyAssignment = {
  id: `${ID.text}/providers/Microsoft.Authorization/denyAssignments/d`,
  name: 'freeze',
  scope: ID.text,
  permissions: [permissionOf({ dataActions: ['*'] })],
  principals: [],
  excludePrincipals: [],
  doNotApplyToChildScopes: false,
};

describe('a deny assignment in doubt', () => {
  const unread = new Map([[ALICE, DENIED]]);

  it('is explained by why the service did not tell, whatever the letter case of the id', () => {
    const caller = { objectId: ALICE.toUpperCase() };
    expect(denyDoubt(deny, CHAT, facts({ denyReach: unread }), caller)).toBe(DENIED.reason);
  });

  it('is explained by its condition, which no answer about groups would settle', () => {
    const conditional = { ...deny, condition: 'x' };
    const doubt = denyDoubt(conditional, CHAT, facts({ denyReach: unread }), { objectId: ALICE });
    expect(doubt).toMatchObject({ kind: 'unavailable' });
    expect(doubt.message).toMatch(/freeze .*condition/);
    expect(doubt.remedy).not.toMatch(/group/);
  });

  it('is explained by what it takes away where that is part of a service', () => {
    const part = permissionOf({ dataActions: [`${SPEECH}/speechrest/*`] });
    const [speech] = inferenceDemand(account({ kind: 'SpeechServices' }), known([])).wants;
    const doubt = denyDoubt({ ...deny, permissions: [part] }, speech ?? CHAT, facts(), {
      objectId: ALICE,
    });
    expect(doubt).toMatchObject({ kind: 'unavailable' });
    expect(doubt.message).toMatch(/freeze .*some data actions/);
    expect(doubt.remedy).toContain(ALICE);
  });

  it.each([
    ['nobody asked', new Map()],
    ['the answer is known', new Map([[ALICE, known([])]])],
  ])('is explained by the groups that it names where %s', (_title, denyReach) => {
    const doubt = denyDoubt(deny, CHAT, facts({ denyReach }), { objectId: ALICE });
    expect(doubt).toMatchObject({ kind: 'unavailable' });
    expect(doubt.message).toMatch(/freeze .*groups/);
    expect(doubt.message).toContain(ALICE);
  });
});

describe('a role assignment in doubt', () => {
  const role = { guid: 'g', name: 'Caller of models', custom: true, permissions: [] };
  const path = { assignment: assignment(), role, through: 'itself' } as const;

  it.each([
    ['condition', /Caller of models .* has a condition/, /without a condition/],
    ['definition-condition', /Caller of models .* condition of its definition/, /no condition/],
    ['definition-unread', /could not be read/, /Let the workflow read/],
    ['part-of-family', /Caller of models grants some/, /Cognitive Services User/],
  ] as const)('by %s says what and how to settle it', (doubt, message, remedy) => {
    const [said, ...more] = pathDoubt({ ...path, doubt });
    expect(said).toMatchObject({ kind: 'unavailable' });
    expect(said?.message).toMatch(message);
    expect(said?.remedy).toMatch(remedy);
    expect(more).toEqual([]);
  });

  it('is named by its GUID where the definition was not read', () => {
    const held = assignment();
    const [said] = pathDoubt({
      assignment: held,
      role: undefined,
      through: 'group',
      doubt: 'condition',
    });
    expect(said?.message).toContain(held.roleGuid);
  });

  it('is none where it counts for certain', () => {
    expect(pathDoubt(path)).toEqual([]);
  });
});

describe('a group that may be in a group which holds the role', () => {
  const demand = inferenceDemand(account(), facts().deployments);
  const team = { type: 'Group', objectId: TEAM };
  const OTHER = 'dddddddd-0000-0000-0000-000000000004';
  const other = assignment({ principalId: OTHER, principalType: 'Group' });
  const ask = (assignments: readonly ReturnType<typeof assignment>[], caller = team) =>
    viaUnseenGroup(facts({ assignments: known(assignments) }), caller, demand);

  it('is in doubt, and names the group', () => {
    expect(ask([other])).toMatchObject({ kind: 'unavailable' });
    expect(ask([other])?.message).toContain(`member of ${OTHER}, which holds one`);
    expect(ask([other])?.remedy).toContain(`--group ${TEAM}`);
  });

  it('names each group once, in order', () => {
    const twice = { ...other, scope: '/subscriptions/11111111-1111-1111-1111-111111111111' };
    const app = assignment({ principalId: APP, principalType: 'ForeignGroup' });
    expect(ask([other, twice, app])?.message).toContain(
      `member of ${APP}, ${OTHER}, which hold one`,
    );
  });

  it('is in doubt where Azure does not say what the other principal is', () => {
    expect(ask([{ ...other, principalType: 'Unknown' }])).toBeDefined();
    expect(ask([{ ...other, principalType: 'UserGroup' }])).toBeDefined();
    expect(ask([{ ...other, principalType: 'GroupOfDevice' }])).toBeDefined();
  });

  it.each([
    ['the assignment is its own', { principalId: TEAM.toUpperCase() }],
    ['a user holds the role', { principalType: 'user' }],
    ['a service principal holds it', { principalType: 'ServicePrincipal' }],
    ['a device holds it', { principalType: 'Device' }],
    ['the role is held elsewhere', { scope: '/subscriptions/2' }],
    ['the role allows no inference', { roleGuid: BUILT_IN.reader.guid }],
    ['the role is not known', { roleGuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }],
  ])('is not in doubt where %s', (_title, change) => {
    expect(ask([{ ...other, ...change }])).toBeUndefined();
  });

  it('is in doubt where the other group holds a role for some of what is needed', () => {
    const llama = { name: 'l', modelFormat: 'Meta', modelName: 'Llama-4' };
    const gpt = { name: 'g', modelFormat: 'OpenAI', modelName: 'gpt-4o' };
    const both = inferenceDemand(account(), known([llama, gpt]));
    const some = { ...other, roleGuid: BUILT_IN.openAiUser.guid };
    expect(viaUnseenGroup(facts({ assignments: known([some]) }), team, both)).toBeDefined();
  });

  it('finds the role in any letter case', () => {
    expect(ask([{ ...other, roleGuid: other.roleGuid.toUpperCase() }])).toBeDefined();
  });

  it('is asked of groups only, and only where assignments and roles are known', () => {
    expect(ask([other], { type: 'User', objectId: ALICE })).toBeUndefined();
    expect(viaUnseenGroup(facts({ assignments: DENIED }), team, demand)).toBeUndefined();
    expect(
      viaUnseenGroup(facts({ assignments: known([other]), roles: DENIED }), team, demand),
    ).toBeUndefined();
    expect(BUILT_IN_CATALOGUE.has(other.roleGuid)).toBe(true);
  });
});
