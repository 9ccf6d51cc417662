import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { DenyAssignment, Permission, RoleAssignment } from '../../src/domain/authorization.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import {
  access,
  deniesSubject,
  grantOf,
  type Family,
  type Plane,
  type Subject,
  type Want,
} from '../../src/domain/permissions.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE, delegation, permissionOf, role } from './built-in-roles.ts';

const CS = 'Microsoft.CognitiveServices/accounts';
const ACCOUNT = ArmId.of(
  '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ai',
);
const CHAT: Want = {
  plane: 'dataAction',
  name: `${CS}/OpenAI/deployments/chat/completions/action`,
};
const ALICE = 'aaaaaaaa-0000-0000-0000-000000000001';
const TEAM = 'bbbbbbbb-0000-0000-0000-000000000002';

describe('who can do what by built-in role', () => {
  const table: readonly (readonly [Plane, string, readonly (keyof typeof BUILT_IN)[]])[] = [
    [
      'action',
      `${CS}/listKeys/action`,
      [
        'owner',
        'contributor',
        'cognitiveServicesContributor',
        'foundryAccountOwner',
        'foundryOwner',
        'azureAiAdministrator',
        'cognitiveServicesUser',
        'foundryUser',
      ],
    ],
    ...['regenerateKey/action', 'write', 'connections/write'].map(
      (name) =>
        [
          'action',
          `${CS}/${name}`,
          [
            'owner',
            'contributor',
            'cognitiveServicesContributor',
            'foundryAccountOwner',
            'foundryOwner',
            'azureAiAdministrator',
          ],
        ] as const,
    ),
    [
      'action',
      `${CS}/projects/connections/write`,
      [
        'owner',
        'contributor',
        'cognitiveServicesContributor',
        'foundryAccountOwner',
        'foundryOwner',
        'azureAiAdministrator',
        'foundryProjectManager',
      ],
    ],
    [
      'action',
      'Microsoft.MachineLearningServices/workspaces/connections/write',
      ['owner', 'contributor', 'azureAiAdministrator', 'azureAiDeveloper'],
    ],
    [
      'action',
      'Microsoft.MachineLearningServices/workspaces/connections/listsecrets/action',
      ['owner', 'contributor', 'azureAiAdministrator', 'azureAiDeveloper'],
    ],
    [
      'dataAction',
      `${CS}/OpenAI/deployments/chat/completions/action`,
      [
        'azureAiDeveloper',
        'cognitiveServicesUser',
        'openAiUser',
        'openAiContributor',
        'dataContributor',
        'foundryUser',
        'foundryOwner',
        'foundryProjectManager',
      ],
    ],
    [
      'dataAction',
      `${CS}/MaaS/chat/completions/action`,
      [
        'azureAiDeveloper',
        'cognitiveServicesUser',
        'dataContributor',
        'foundryUser',
        'foundryOwner',
        'foundryProjectManager',
      ],
    ],
    [
      'dataAction',
      `${CS}/AIServices/agents/read`,
      [
        'cognitiveServicesUser',
        'dataReader',
        'dataContributor',
        'foundryUser',
        'foundryOwner',
        'foundryProjectManager',
      ],
    ],
  ];

  it.each(table)('%s %s is granted by exactly the roles that have it', (plane, name, expected) => {
    const holders = Object.entries(BUILT_IN)
      .filter(([, definition]) => grantOf(definition, { plane, name }) === 'yes')
      .map(([key]) => key);
    expect(holders.sort()).toEqual([...expected].sort());
  });

  it('never takes Owner or Contributor for inference: their wildcard is on the control plane', () => {
    for (const definition of [BUILT_IN.owner, BUILT_IN.contributor]) {
      expect(grantOf(definition, CHAT)).toBe('no');
    }
  });
});

describe('a role definition', () => {
  it('is matched without regard to letter case', () => {
    const shouting = role('1', 'r', { dataActions: [CHAT.name.toUpperCase()] });
    expect(grantOf(shouting, CHAT)).toBe('yes');
  });

  it('lets * span segments, in the middle too', () => {
    const wide = role('1', 'r', {
      dataActions: ['Microsoft.CognitiveServices/*/completions/action'],
    });
    expect(grantOf(wide, CHAT)).toBe('yes');
  });

  it('does not take a name for its prefix', () => {
    const short = role('1', 'r', { dataActions: [CHAT.name.replace('/action', '')] });
    expect(grantOf(short, CHAT)).toBe('no');
  });

  it('excludes per permission element, so that another element can still grant', () => {
    const excluded = permissionOf({
      dataActions: ['Microsoft.CognitiveServices/*'],
      notDataActions: [`${CS}/OpenAI/*`],
    });
    const one = { permissions: [excluded] };
    const two = { permissions: [excluded, permissionOf({ dataActions: [CHAT.name] })] };
    expect([grantOf(one, CHAT), grantOf(two, CHAT)]).toEqual(['no', 'yes']);
  });

  it('is in doubt under a condition of its own that may speak of the action', () => {
    const conditional = (condition: string) =>
      role('1', 'r', { dataActions: ['Microsoft.CognitiveServices/*'], condition });
    expect(grantOf(conditional(delegation('x')), CHAT)).toBe('yes');
    expect(grantOf(conditional("@Resource[a:b] StringEquals 'c'"), CHAT)).toBe('maybe');
    expect(
      grantOf(
        conditional(`((!(ActionMatches{'${CS}/*'})) OR (@Resource[a:b] StringEquals 'c'))`),
        CHAT,
      ),
    ).toBe('maybe');
  });
});

const SPEECH_PREFIX = `${CS}/SpeechServices/`;
const wholeOf = (change: Partial<Family> = {}): Want => {
  const family = { prefix: SPEECH_PREFIX, readsCount: false, notServed: [], ...change };
  return { plane: 'dataAction', name: `${SPEECH_PREFIX}any/action`, family };
};

describe('a role for the whole of a service', () => {
  const answer = (permission: Partial<Permission>, change?: Partial<Family>): string =>
    grantOf({ permissions: [permissionOf(permission)] }, wholeOf(change));

  it.each<[string, string, readonly string[]]>([
    ['yes', 'a wildcard over it', [`${SPEECH_PREFIX}*`]],
    ['yes', 'a wildcard over all services', ['Microsoft.CognitiveServices/*']],
    ['yes', 'a wildcard over everything', ['*']],
    ['maybe', 'one of its data actions', [`${SPEECH_PREFIX}speechrest/write`]],
    ['maybe', 'one in another letter case', [`${SPEECH_PREFIX}speechrest/write`.toUpperCase()]],
    ['maybe', 'part of them by a wildcard', [`${SPEECH_PREFIX}speechrest/*`]],
    ['maybe', 'one that only begins like reading', [`${SPEECH_PREFIX}a/readers/write`]],
    ['maybe', 'part of every service', ['Microsoft.CognitiveServices/*/write']],
    ['maybe', 'one of them beside other services', [`${CS}/Face/*`, `${SPEECH_PREFIX}a/write`]],
    ['no', 'nothing', []],
    ['no', 'another service', [`${CS}/Face/*`]],
    ['no', 'a service whose name only begins alike', [`${CS}/SpeechServicesToo/*`]],
    ['no', 'the name of the service and nothing of it', [`${CS}/SpeechServices`]],
    ['no', 'the same below another provider', [`Contoso.${SPEECH_PREFIX}a/write`]],
    ['no', 'reading only', [`${SPEECH_PREFIX}*/read`, '*/READ']],
  ])('says %s to %s', (expected, _title, dataActions) => {
    expect(answer({ dataActions })).toBe(expected);
  });

  it('takes reading for part of a service that is called with read actions', () => {
    expect(answer({ dataActions: ['*/read'] }, { readsCount: true })).toBe('maybe');
  });

  it('looks at data actions only: whoever manages the account may not call it', () => {
    expect(answer({ actions: [`${SPEECH_PREFIX}speechrest/write`] })).toBe('no');
  });

  it('looks at control-plane actions only where those are asked for', () => {
    const want: Want = { ...wholeOf(), plane: 'action' };
    const partly = permissionOf({ actions: [`${SPEECH_PREFIX}speechrest/write`] });
    expect(grantOf({ permissions: [partly] }, want)).toBe('maybe');
  });

  it('finds the part in any of the permissions', () => {
    const other = permissionOf({ dataActions: [`${CS}/Face/*`] });
    const part = permissionOf({ dataActions: [`${SPEECH_PREFIX}speechrest/write`] });
    expect(grantOf({ permissions: [other, part] }, wholeOf())).toBe('maybe');
  });

  it.each<[string, string, readonly string[]]>([
    ['maybe', 'part of it', [`${SPEECH_PREFIX}speechrest/*`]],
    ['maybe', 'one of its data actions', [`${SPEECH_PREFIX}speechrest/write`.toUpperCase()]],
    ['maybe', 'all that writes', ['*/write']],
    ['yes', 'reading, which its callers do not need', [`${SPEECH_PREFIX}*/read`]],
    ['yes', 'another service', [`${CS}/Face/*`]],
  ])('says %s where the role excludes %s', (expected, _title, notDataActions) => {
    expect(answer({ dataActions: ['*'], notDataActions })).toBe(expected);
  });

  it('does not mind that what the account does not serve is excluded', () => {
    const tuning = `${SPEECH_PREFIX}tuning/write`;
    const role = { dataActions: ['*'], notDataActions: [tuning.toUpperCase()] };
    expect(answer(role, { notServed: [`${SPEECH_PREFIX}tuning/`] })).toBe('yes');
    expect(answer({ dataActions: [tuning] }, { notServed: [`${SPEECH_PREFIX}tuning/`] })).toBe(
      'maybe',
    );
  });

  it.each([
    ['maybe', 'part of it', `${SPEECH_PREFIX}speechrest/*`],
    ['maybe', 'all of it', `${CS}/*`],
    ['yes', 'another service', `${CS}/Face/*`],
  ])('says %s where a condition of the role speaks of %s', (expected, _title, pattern) => {
    const condition = `((!(ActionMatches{'${pattern}'})) OR (@Resource[a:b] StringEquals 'c'))`;
    expect(answer({ dataActions: ['*'], condition })).toBe(expected);
  });

  it('counts what another permission of the role grants without an exclusion', () => {
    const part = permissionOf({ dataActions: ['*'], notDataActions: [`${SPEECH_PREFIX}a/*`] });
    const whole = permissionOf({ dataActions: [`${SPEECH_PREFIX}*`] });
    expect(grantOf({ permissions: [part, whole] }, wholeOf())).toBe('yes');
  });

  it('is judged anew for each service: an answer for one is no answer for another', () => {
    const speech = role('1', 'r', { dataActions: [`${SPEECH_PREFIX}speechrest/write`] });
    expect(grantOf(speech, wholeOf())).toBe('maybe');
    expect(grantOf(speech, wholeOf({ prefix: `${CS}/Face/` }))).toBe('no');
  });
});

describe('a deny assignment', () => {
  const deny = (change: Partial<DenyAssignment> = {}): DenyAssignment => ({
    id: '/deny/1',
    name: 'stack',
    scope: ACCOUNT.text,
    permissions: [permissionOf({ dataActions: ['*'] })],
    principals: [{ id: ALICE, type: 'User' }],
    excludePrincipals: [],
    doNotApplyToChildScopes: false,
    ...change,
  });
  const alice: Subject = { objectId: ALICE, groups: new Set() };
  const everyone = { id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' };
  const group = (id: string) => ({ id, type: 'Group' });

  const cases: readonly (readonly [string, Partial<DenyAssignment>, Subject, string])[] = [
    ['naming the principal', {}, alice, 'yes'],
    [
      'naming it in another letter case',
      { principals: [{ id: ALICE.toUpperCase(), type: 'User' }] },
      alice,
      'yes',
    ],
    ['naming someone else', { principals: [{ id: TEAM, type: 'User' }] }, alice, 'no'],
    ['naming everyone', { principals: [everyone] }, alice, 'yes'],
    [
      'naming everyone but the principal',
      { principals: [everyone], excludePrincipals: [{ id: ALICE, type: 'User' }] },
      alice,
      'no',
    ],
    ['naming a group of unknown members', { principals: [group(TEAM)] }, alice, 'maybe'],
    [
      'naming a group that the principal is in',
      { principals: [group(TEAM)] },
      { ...alice, groups: new Set([TEAM]) },
      'yes',
    ],
    [
      'naming a group, which the service says reaches it',
      { principals: [group(TEAM)] },
      { ...alice, deniedBy: new Set(['/deny/1']) },
      'yes',
    ],
    [
      'naming a group, which the service says does not reach it',
      { principals: [group(TEAM)] },
      { ...alice, deniedBy: new Set() },
      'no',
    ],
    [
      'excluding a group of unknown members',
      { principals: [everyone], excludePrincipals: [group(TEAM)] },
      alice,
      'maybe',
    ],
    [
      'excluding a group that the principal is in',
      { principals: [everyone], excludePrincipals: [group(TEAM)] },
      { ...alice, groups: new Set([TEAM]) },
      'no',
    ],
    [
      'naming the principal, of which the service does not tell',
      {},
      { ...alice, deniedBy: new Set() },
      'yes',
    ],
    [
      'that the service names in another letter case',
      { id: '/DENY/1', principals: [group(TEAM)] },
      { ...alice, deniedBy: new Set(['/deny/1']) },
      'yes',
    ],
    [
      'naming a group, while the service tells of another one',
      { principals: [group(TEAM)] },
      { ...alice, deniedBy: new Set(['/deny/2']) },
      'no',
    ],
    ['naming nobody', { principals: [] }, alice, 'no'],
    ...['User', 'servicePrincipal', 'DEVICE'].map(
      (type) =>
        [`naming another ${type}`, { principals: [{ id: TEAM, type }] }, alice, 'no'] as const,
    ),
    ...['UserGroup', 'GroupOfDevice', 'Unknown', ''].map(
      (type) =>
        [
          `naming another principal, of which Azure says: ${type}`,
          { principals: [{ id: TEAM, type }] },
          alice,
          'maybe',
        ] as const,
    ),
    [
      'naming a group of unknown members and the principal too',
      { principals: [group(TEAM), { id: ALICE, type: 'User' }] },
      alice,
      'yes',
    ],
    [
      'that takes it away by one of its permissions',
      {
        permissions: [
          permissionOf({ dataActions: ['*/read'] }),
          permissionOf({ dataActions: ['*'] }),
        ],
      },
      alice,
      'yes',
    ],
    ['with a condition', { condition: "@Resource[a:b] StringEquals 'c'" }, alice, 'maybe'],
    ['above the account', { scope: '/SUBSCRIPTIONS/S1' }, alice, 'yes'],
    [
      'at the management group',
      { scope: '/providers/Microsoft.Management/managementGroups/mg' },
      alice,
      'yes',
    ],
    [
      'above, not applying to children',
      { scope: '/subscriptions/s1', doNotApplyToChildScopes: true },
      alice,
      'no',
    ],
    ['at the account, not applying to children', { doNotApplyToChildScopes: true }, alice, 'yes'],
    ['at a neighbour whose name only begins alike', { scope: `${ACCOUNT.text}-2` }, alice, 'no'],
    [
      'of control-plane actions only',
      { permissions: [permissionOf({ actions: ['*'] })] },
      alice,
      'no',
    ],
    [
      'that exempts inference',
      { permissions: [permissionOf({ dataActions: ['*'], notDataActions: [`${CS}/OpenAI/*`] })] },
      alice,
      'no',
    ],
  ];
  it.each(cases)('%s', (_title, change, subject, expected) => {
    expect(deniesSubject(deny(change), subject, CHAT, ACCOUNT)).toBe(expected);
  });

  it.each<[string, string, Partial<Permission>]>([
    ['yes', 'the whole of a service', { dataActions: [`${SPEECH_PREFIX}*`] }],
    ['maybe', 'part of a service', { dataActions: [`${SPEECH_PREFIX}speechrest/*`] }],
    [
      'maybe',
      'all but part of a service',
      { dataActions: ['*'], notDataActions: [`${SPEECH_PREFIX}speechrest/*`] },
    ],
    ['no', 'another service', { dataActions: [`${CS}/Face/*`] }],
    ['no', 'reading, which callers do not need', { dataActions: ['*/read'] }],
  ])('says %s where it takes away %s', (expected, _title, permission) => {
    const some = deny({ permissions: [permissionOf(permission)] });
    expect(deniesSubject(some, alice, wholeOf(), ACCOUNT)).toBe(expected);
  });
});

describe('access', () => {
  const assignment = (change: Partial<RoleAssignment> = {}): RoleAssignment => ({
    id: '/assignment/1',
    roleGuid: BUILT_IN.cognitiveServicesUser.guid,
    principalId: ALICE,
    principalType: 'User',
    scope: ACCOUNT.text,
    ...change,
  });
  const ask = (
    assignments: readonly RoleAssignment[],
    denies = known<readonly DenyAssignment[]>([]),
  ) =>
    access({
      subject: { objectId: ALICE, groups: new Set() },
      want: CHAT,
      resource: ACCOUNT,
      assignments,
      roles: BUILT_IN_CATALOGUE,
      denies,
    });

  it('comes from any scope above, and shows the path', () => {
    const found = ask([assignment({ scope: '/', principalId: TEAM })]);
    expect(found.verdict).toBe('granted');
    expect(found.paths[0]).toMatchObject({
      through: 'group',
      role: { name: 'Cognitive Services User' },
    });
  });

  it('does not come from a scope beside the account or below it', () => {
    const scopes = [`${ACCOUNT.text}/projects/p`, '/subscriptions/s2', `${ACCOUNT.text}x`];
    expect(ask(scopes.map((scope) => assignment({ scope }))).verdict).toBe('none');
  });

  it('is in doubt under a condition, unless another assignment has none', () => {
    const conditional = assignment({ condition: 'x', id: '/assignment/2' });
    expect(ask([conditional]).verdict).toBe('in-doubt');
    expect(ask([conditional, assignment()]).verdict).toBe('granted');
  });

  it('shows certain paths first, and else keeps the order', () => {
    const ids = ['c1', '2', 'c3', '4', '5'];
    const mixed = ids.map((id) =>
      assignment({ id, ...(id.startsWith('c') ? { condition: 'x' } : {}) }),
    );
    const shown = (list: readonly RoleAssignment[]): readonly string[] =>
      ask(list).paths.map((path) => path.assignment.id);
    expect(shown(mixed)).toEqual(['2', '4', '5', 'c1', 'c3']);
    expect(shown([...mixed].reverse())).toEqual(['5', '4', '2', 'c3', 'c1']);
  });

  describe('says why a path does not count for certain', () => {
    const CONDITION = "@Resource[a:b] StringEquals 'c'";
    const doubtOf = (
      permissions: readonly Partial<Permission>[],
      want: Want,
      change: Partial<RoleAssignment> = {},
    ): unknown => {
      const held = { ...role('mine', 'r', {}), permissions: permissions.map(permissionOf) };
      const found = access({
        subject: { objectId: ALICE, groups: new Set() },
        want,
        resource: ACCOUNT,
        assignments: [assignment({ roleGuid: 'MINE', ...change })],
        roles: new Map([['mine', held]]),
        denies: known([]),
      });
      expect(found.verdict).toBe('in-doubt');
      return found.paths.map(({ doubt }) => doubt);
    };

    it.each<[string, readonly Partial<Permission>[], Want, Partial<RoleAssignment>]>([
      ['condition', [{ dataActions: ['*'] }], CHAT, { condition: 'x' }],
      ['definition-unread', [{ dataActions: ['*'] }], CHAT, { roleGuid: 'gone' }],
      ['definition-unread', [], CHAT, { roleGuid: 'gone', condition: 'x' }],
      ['definition-condition', [{ dataActions: ['*'], condition: CONDITION }], CHAT, {}],
      [
        'definition-condition',
        [{ actions: ['*'] }, { dataActions: ['*'], condition: CONDITION }],
        CHAT,
        {},
      ],
      ['part-of-family', [{ dataActions: [`${SPEECH_PREFIX}a/write`] }], wholeOf(), {}],
      [
        'part-of-family',
        [{ dataActions: ['*'], notDataActions: [`${SPEECH_PREFIX}a/write`] }],
        wholeOf(),
        {},
      ],
    ])('%s', (doubt, permissions, want, change) => {
      expect(doubtOf(permissions, want, change)).toEqual([doubt]);
    });
  });

  it('is granted by a condition-free permission beside a conditional one', () => {
    const both = {
      ...role('mine', 'r', {}),
      permissions: [
        permissionOf({ dataActions: ['*'], condition: "@Resource[a:b] StringEquals 'c'" }),
        permissionOf({ dataActions: [CHAT.name] }),
      ],
    };
    expect(grantOf(both, CHAT)).toBe('yes');
  });

  it('is in doubt, never granted, when deny assignments could not be read', () => {
    const unread = unknown({ kind: 'denied', message: 'no right' });
    const found = access({
      subject: { objectId: ALICE, groups: new Set() },
      want: CHAT,
      resource: ACCOUNT,
      assignments: [assignment()],
      roles: BUILT_IN_CATALOGUE,
      denies: unread,
    });
    expect(found).toMatchObject({ verdict: 'in-doubt', deniesUnread: true });
  });
});
