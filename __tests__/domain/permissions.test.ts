import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { DenyAssignment, RoleAssignment } from '../../src/domain/authorization.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import {
  access,
  deniesSubject,
  grantOf,
  grants,
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
      .filter(([, definition]) => grants(definition, plane, name))
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

  it('is in doubt when the role definition could not be read', () => {
    expect(ask([assignment({ roleGuid: 'not-listed' })]).verdict).toBe('in-doubt');
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
