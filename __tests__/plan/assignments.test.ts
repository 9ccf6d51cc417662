import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/domain/observation.ts';
import { assignmentName } from '../../src/plan/assignment-name.ts';
import { planAssignments } from '../../src/plan/assignments.ts';
import { resolveRole } from '../../src/plan/resolve-role.ts';
import { assignment, facts, ID, OPENAI_USER, role, ROLES, TEAM, USER } from './builders.ts';

const RG = '/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg';

describe('assign-role is planned', () => {
  it('at the account, under a name that scope, principal and role give', () => {
    expect(planAssignments(facts(), [TEAM]).wanted).toEqual([
      {
        kind: 'assign-role',
        account: ID,
        principalId: TEAM.objectId,
        principalType: 'Group',
        roleGuid: USER,
        roleName: 'Cognitive Services User',
        assignmentName: assignmentName(ID, TEAM.objectId, USER),
      },
    ]);
  });

  it('for a group that may be in another group which holds a role, because Azure does not tell', () => {
    const other = facts({ assignments: known([assignment('other-group')]) });
    expect(planAssignments(other, [TEAM]).wanted).toHaveLength(1);
  });

  it.each([
    { when: 'nothing is deployed', deployments: known([]) },
    {
      when: 'it is not known what is deployed',
      deployments: unknown({ kind: 'denied', message: 'No right.' } as const),
    },
  ])('for a role that covers one family of models, where $when', ({ deployments }) => {
    const asked = { ...TEAM, role: OPENAI_USER };
    expect(planAssignments(facts({ deployments }), [asked]).wanted).toHaveLength(1);
  });

  it('in addition to a role that does not cover the models deployed', () => {
    const some = facts({
      assignments: known([assignment(TEAM.objectId, { roleGuid: OPENAI_USER })]),
      deployments: known([{ name: 'phi', modelFormat: 'Microsoft', modelName: 'phi-4' }]),
    });
    expect(planAssignments(some, [TEAM]).wanted).toHaveLength(1);
  });
});

describe('assign-role is not planned', () => {
  it.each([
    { when: 'the role is held at the account', assignments: [assignment(TEAM.objectId)] },
    { when: 'it is inherited', assignments: [assignment(TEAM.objectId, { scope: RG })] },
    {
      when: 'another role that allows inference is held',
      assignments: [assignment(TEAM.objectId, { roleGuid: OPENAI_USER })],
    },
  ])('where $when', ({ assignments }) => {
    const { wanted, notes } = planAssignments(facts({ assignments: known(assignments) }), [TEAM]);
    expect(wanted).toEqual([]);
    expect(notes).toEqual([]);
  });

  it.each([
    {
      when: 'a condition leaves it in doubt what the principal holds',
      some: { assignments: known([assignment(TEAM.objectId, { condition: '@Resource[x] == 1' })]) },
      principal: TEAM,
      says: 'condition',
    },
    {
      when: 'the account could not be read',
      some: { account: unknown({ kind: 'denied', message: 'No right to the account.' } as const) },
      principal: TEAM,
      says: 'No right to the account.',
    },
    {
      when: 'the role allows no inference',
      some: {},
      principal: { ...TEAM, role: 'Reader' },
      says: 'does not allow',
    },
    {
      when: 'the role does not exist',
      some: {},
      principal: { ...TEAM, role: 'Cognitive Services Usr' },
      says: 'no role definition named',
    },
    {
      when: 'the role does not cover the models deployed',
      some: { deployments: known([{ name: 'phi', modelFormat: 'Microsoft', modelName: 'phi-4' }]) },
      principal: { ...TEAM, role: OPENAI_USER },
      says: 'MaaS',
    },
    {
      when: 'the role covers one of the two families of models that are deployed',
      some: {
        deployments: known([
          { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' },
          { name: 'phi', modelFormat: 'Microsoft', modelName: 'phi-4' },
        ]),
      },
      principal: { ...TEAM, role: OPENAI_USER },
      says: 'Cognitive Services User does: name it, or another role that does.',
    },
    {
      when: 'the role allows nothing, whatever will be deployed',
      some: { deployments: known([]) },
      principal: { ...TEAM, role: 'Reader' },
      says: 'chat/completions/action and Microsoft.CognitiveServices/accounts/MaaS',
    },
    {
      when: 'the best role itself does not cover the kind of account',
      some: {
        roles: known(new Map([[USER, role(USER, 'Cognitive Services User', ['x/read'])]])),
      },
      principal: TEAM,
      says: '. Name a role that does.',
    },
    {
      when: 'it is in doubt what a service principal holds',
      some: { reach: new Map() },
      principal: { ...TEAM, type: 'ServicePrincipal' as const },
      says: 'because what it holds is in doubt',
    },
    {
      when: 'the account cannot be read',
      some: { account: unknown({ kind: 'denied', message: 'No right to read it.' } as const) },
      principal: { ...TEAM, type: 'User' as const },
      says: 'No right to read it.',
    },
    {
      when: 'the role definitions cannot be read',
      some: { roles: unknown({ kind: 'denied', message: 'No right.' } as const) },
      principal: TEAM,
      says: 'No right.',
    },
    {
      when: 'the role assignments cannot be read',
      some: { assignments: unknown({ kind: 'denied', message: 'No right.' } as const) },
      principal: TEAM,
      says: 'No right.',
    },
    {
      when: 'a deny assignment takes inference away',
      some: {
        assignments: known([assignment(TEAM.objectId)]),
        denies: known([
          {
            id: 'd',
            name: 'stack',
            scope: RG,
            permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
            principals: [{ id: TEAM.objectId, type: 'Group' }],
            excludePrincipals: [],
            doNotApplyToChildScopes: false,
          },
        ]),
      },
      principal: TEAM,
      says: 'deny assignment stack',
    },
  ])('where $when, and that is said', ({ some, principal, says }) => {
    const { wanted, notes } = planAssignments(facts(some), [principal]);
    expect(wanted).toEqual([]);
    expect(notes.join()).toContain(says);
  });
});

describe('an equivalent assignment', () => {
  it('under another name is reported as unchanged', () => {
    const { unchanged, wanted } = planAssignments(
      facts({ assignments: known([assignment(TEAM.objectId)]) }),
      [TEAM],
    );
    expect(wanted).toEqual([]);
    expect(unchanged).toMatchObject([
      { kind: 'assign-role', status: 'unchanged', resource: ID.text },
    ]);
    expect(unchanged[0]?.message).toBe(
      `group:${TEAM.objectId} already has Cognitive Services User here, by the assignment given.`,
    );
  });

  it('is not taken for what another principal, another role or a condition gives', () => {
    const user = { ...TEAM, type: 'User' as const };
    const through = [
      assignment('some-group'),
      assignment(TEAM.objectId, { roleGuid: OPENAI_USER }),
      assignment(TEAM.objectId, { condition: 'c' }),
    ];
    const reach = new Map([[TEAM.objectId, known(through)]]);
    expect(planAssignments(facts({ reach }), [user])).toEqual({
      wanted: [],
      unchanged: [],
      notes: [],
    });
  });

  it('is not claimed of a role that nobody knows', () => {
    const asked = { ...TEAM, role: 'Cognitive Services Usr' };
    const held = known([assignment(TEAM.objectId)]);
    expect(planAssignments(facts({ assignments: held }), [asked]).unchanged).toEqual([]);
  });

  it('under our own name, or inherited, is not worth a line', () => {
    const own = `${ID.text}/providers/Microsoft.Authorization/roleAssignments/${assignmentName(ID, TEAM.objectId, USER)}`;
    for (const held of [
      assignment(TEAM.objectId, { id: own.toUpperCase() }),
      assignment(TEAM.objectId, { scope: RG }),
    ]) {
      expect(planAssignments(facts({ assignments: known([held]) }), [TEAM]).unchanged).toEqual([]);
    }
  });
});

describe('the role of a principal', () => {
  it.each([
    { asked: 'cognitive services USER', guid: USER },
    { asked: USER.toUpperCase(), guid: USER },
    { asked: ` ${USER} `, guid: USER },
    { asked: 'Foundry User', guid: '53ca6127-db72-4b80-b1b0-d745d6d5456d' },
    { asked: 'Azure AI User', guid: '53ca6127-db72-4b80-b1b0-d745d6d5456d' },
  ])('may be written as $asked', ({ asked, guid }) => {
    expect(resolveRole(asked, ROLES)).toMatchObject({ found: true, role: { guid } });
  });

  it('is the one that bears the name, before one that Azure renamed', () => {
    const own = new Map([...ROLES, ['own', role('own', 'Azure AI User', [])]]);
    expect(resolveRole('Azure AI User', own)).toMatchObject({ found: true, role: { guid: 'own' } });
  });

  it('is asked for by GUID when two roles bear the name', () => {
    const twice = new Map([
      ['1', role('1', 'Model Caller', [])],
      ['2', role('2', 'model caller', [])],
    ]);
    expect(resolveRole('Model Caller', twice)).toMatchObject({
      found: false,
      why: expect.stringContaining('GUID'),
    });
  });
});
