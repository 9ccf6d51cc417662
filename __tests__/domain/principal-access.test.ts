import { describe, expect, it } from '@jest/globals';
import type { DenyAssignment } from '../../src/domain/authorization.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known } from '../../src/domain/observation.ts';
import { inferenceAccess } from '../../src/domain/principal-access.ts';
import { ALICE, assignment, DENIED, facts, ID, TEAM } from '../rules/builders.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE, permissionOf, role } from './built-in-roles.ts';

const user = { type: 'User', objectId: ALICE };
const CHAT = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
const elsewhere = `/subscriptions/${ID.subscriptionId ?? ''}/resourceGroups/rg-other`;

const BOTH_KINDS = [
  { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' },
  { name: 'r1', modelFormat: 'DeepSeek', modelName: 'DeepSeek-R1' },
];

function verdict(change: Partial<AccountFacts>, caller = user): string {
  return inferenceAccess(facts(change), caller).verdict;
}

/** What reaches the user, as the service expands it. */
function reached(...held: readonly Parameters<typeof assignment>[0][]): Partial<AccountFacts> {
  return { reach: new Map([[ALICE, known(held.map((change) => assignment(change)))]]) };
}

describe('a user’s access to models', () => {
  it.each<[string, Partial<AccountFacts>, string]>([
    ['a role is held', reached({}), 'granted'],
    ['a role is held through a group', reached({ principalId: TEAM }), 'granted'],
    ['nothing is held', reached(), 'missing'],
    ['the role allows no inference', reached({ roleGuid: BUILT_IN.reader.guid }), 'missing'],
    ['the role is held elsewhere', reached({ scope: elsewhere }), 'missing'],
    ['what reaches the user could not be read', { reach: new Map([[ALICE, DENIED]]) }, 'in-doubt'],
    ['nobody asked what reaches the user', {}, 'in-doubt'],
    ['role definitions could not be read', { ...reached({}), roles: DENIED }, 'in-doubt'],
    ['they could not, and nothing is held', { ...reached(), roles: DENIED }, 'missing'],
    ['the account could not be read', { ...reached({}), account: DENIED }, 'in-doubt'],
  ])('where %s', (_title, change, expected) => {
    expect(verdict(change)).toBe(expected);
  });

  it('leaves a group in doubt that may be in another one with the role', () => {
    const other = assignment({ principalId: 'x', principalType: 'Group' });
    const group = { type: 'Group', objectId: TEAM };
    expect(verdict({ assignments: known([other]) }, group)).toBe('in-doubt');
    expect(verdict({ assignments: known([]) }, group)).toBe('missing');
  });

  it('counts an assignment that the list shows while what reaches the user is unread', () => {
    const unread = { reach: new Map([[ALICE, DENIED]]) };
    expect(verdict({ ...unread, assignments: known([assignment()]) })).toBe('granted');
    const other = assignment({ scope: elsewhere });
    expect(verdict({ ...unread, assignments: known([other]) })).toBe('in-doubt');
  });
});

describe('the evidence of an access', () => {
  it('holds what reaches the user and what the list shows besides, each once', () => {
    const through = assignment({ principalId: TEAM });
    const direct = assignment();
    const { held, paths } = inferenceAccess(
      facts({
        reach: new Map([[ALICE, known([through, { ...direct, scope: ID.text.toUpperCase() }])]]),
        assignments: known([direct, assignment({ roleGuid: BUILT_IN.openAiUser.guid })]),
      }),
      user,
    );
    expect(held.map(({ principalId, roleGuid }) => [principalId, roleGuid])).toEqual([
      [TEAM, BUILT_IN.cognitiveServicesUser.guid],
      [ALICE, BUILT_IN.cognitiveServicesUser.guid],
      [ALICE, BUILT_IN.openAiUser.guid],
    ]);
    expect(paths).toHaveLength(3);
  });

  it('holds no role of another place', () => {
    expect(inferenceAccess(facts(reached({ scope: elsewhere })), user).held).toEqual([]);
  });

  it('names certain grants first where one kind of model is enough, and that for another is in doubt', () => {
    const openAi = {
      roleGuid: BUILT_IN.openAiUser.guid,
      condition: '@Request[a:b] StringEquals 1',
    };
    const models = 'maas';
    const roles = new Map(BUILT_IN_CATALOGUE).set(
      models,
      role(models, 'Models', { dataActions: ['Microsoft.CognitiveServices/accounts/MaaS/*'] }),
    );
    const { verdict: says, paths } = inferenceAccess(
      facts({
        ...reached(openAi, { roleGuid: models }),
        roles: known(roles),
        deployments: known([]),
      }),
      user,
    );
    expect(says).toBe('granted');
    expect(paths.map(({ assignment: { roleGuid } }) => roleGuid)).toEqual([
      models,
      BUILT_IN.openAiUser.guid,
    ]);
  });

  it('names certain grants before doubtful ones', () => {
    const doubtful = { condition: '@Request[a:b] StringEquals 1' };
    const { verdict: says, paths } = inferenceAccess(
      facts(reached({ ...doubtful }, { principalId: TEAM }, { ...doubtful, principalId: 'x' })),
      user,
    );
    expect(says).toBe('granted');
    expect(paths.map(({ doubt }) => doubt === undefined)).toEqual([true, false, false]);
  });

  it('says why one kind of model is in doubt, and not what is in doubt of another that is granted', () => {
    const [models, some] = ['maas', 'some'];
    const inDoubt = { condition: '@Request[a:b] StringEquals 1' };
    const roles = new Map(BUILT_IN_CATALOGUE)
      .set(
        models,
        role(models, 'Models', { dataActions: ['Microsoft.CognitiveServices/accounts/MaaS/*'] }),
      )
      .set(
        some,
        role(some, 'OpenAI', { dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'] }),
      );
    const { verdict: says, doubts } = inferenceAccess(
      facts({
        ...reached(
          { roleGuid: some, ...inDoubt },
          { roleGuid: BUILT_IN.openAiUser.guid },
          { roleGuid: models, ...inDoubt },
        ),
        roles: known(roles),
        deployments: known(BOTH_KINDS),
      }),
      user,
    );
    expect(says).toBe('in-doubt');
    expect(doubts.map(({ message }) => message)).toEqual([
      expect.stringContaining('The assignment of Models at'),
    ]);
  });

  it('says that a condition is in the way, although deny assignments could not be read either', () => {
    const conditional = reached({ condition: '@Request[a:b] StringEquals 1' });
    const { doubts } = inferenceAccess(facts({ ...conditional, denies: DENIED }), user);
    expect(doubts.map(({ message }) => message)).toEqual([
      expect.stringContaining('has a condition'),
    ]);
  });

  it('names what is missing, and nothing where nothing is', () => {
    const unread = { ...reached(), roles: DENIED };
    expect(inferenceAccess(facts(unread), user)).toEqual({
      verdict: 'missing',
      held: [],
      paths: [],
      doubts: [],
      lacks: [CHAT],
    });
    expect(inferenceAccess(facts({ ...reached({}), account: DENIED }), user)).toMatchObject({
      verdict: 'in-doubt',
      paths: [],
      lacks: [],
      doubts: [{ kind: 'denied' }],
    });
    expect(inferenceAccess(facts(reached({})), user)).toMatchObject({ lacks: [], doubts: [] });
    expect(inferenceAccess(facts(reached()), user)).toMatchObject({ lacks: [CHAT], doubts: [] });
    expect(inferenceAccess(facts({}), user).doubts).toEqual([
      {
        kind: 'unavailable',
        message: `It was not asked which role assignments reach ${ALICE} through groups.`,
      },
    ]);
  });
});

describe('an account on which nothing is deployed', () => {
  const empty = { deployments: known([]) };

  it.each<[string, Partial<AccountFacts>, string]>([
    ['one kind of model', reached({ roleGuid: BUILT_IN.openAiUser.guid }), 'granted'],
    ['every kind of model', reached({}), 'granted'],
    [
      'one kind of model, on a condition,',
      reached({ roleGuid: BUILT_IN.openAiUser.guid, condition: '@Request[a:b] StringEquals 1' }),
      'in-doubt',
    ],
    ['no model', reached({ roleGuid: BUILT_IN.reader.guid }), 'missing'],
  ])('judges a role for %s by any of what may be deployed', (_title, change, expected) => {
    expect(verdict({ ...empty, ...change })).toBe(expected);
  });

  it('leaves one kind of model in doubt where nobody knows what is deployed', () => {
    const some = reached({ roleGuid: BUILT_IN.openAiUser.guid });
    expect(verdict({ ...some, deployments: DENIED })).toBe('in-doubt');
    expect(verdict({ ...reached({}), deployments: DENIED })).toBe('granted');
  });
});

describe('a deny assignment', () => {
  const deny: DenyAssignment = {
    id: `${ID.text}/providers/Microsoft.Authorization/denyAssignments/D`,
    name: 'freeze',
    scope: ID.text,
    permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
    principals: [{ id: TEAM, type: 'Group' }],
    excludePrincipals: [],
    doNotApplyToChildScopes: false,
  };
  const denied = { ...reached({}), denies: known([deny]) };
  const told = (...denies: readonly DenyAssignment[]): Partial<AccountFacts> => ({
    denyReach: new Map([[ALICE, known(denies)]]),
  });

  it('takes the role away where the service says that it reaches the user', () => {
    expect(verdict({ ...denied, ...told({ ...deny, id: deny.id.toUpperCase() }) })).toBe('missing');
    expect(verdict({ ...denied, ...told(deny) }, { ...user, objectId: ALICE.toUpperCase() })).toBe(
      'missing',
    );
  });

  it('is named, whichever of the models it takes away', () => {
    const openAi = { ...deny, permissions: [permissionOf({ dataActions: ['*/OpenAI/*'] })] };
    const { verdict: says, denied: by } = inferenceAccess(
      facts({
        ...reached({ roleGuid: BUILT_IN.openAiUser.guid }),
        deployments: known(BOTH_KINDS),
        denies: known([openAi]),
        ...told(openAi),
      }),
      user,
    );
    expect([says, by?.name]).toEqual(['missing', 'freeze']);
  });

  it('takes nothing away where the service says that it does not', () => {
    expect(verdict({ ...denied, ...told() })).toBe('granted');
  });

  it('leaves the role in doubt where the service was not asked or did not tell', () => {
    expect(verdict(denied)).toBe('in-doubt');
    expect(verdict({ ...denied, denyReach: new Map([[ALICE, DENIED]]) })).toBe('in-doubt');
  });

  it('leaves the role in doubt where deny assignments could not be read', () => {
    expect(verdict({ ...reached({}), denies: DENIED })).toBe('in-doubt');
  });
});
