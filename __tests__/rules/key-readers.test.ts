import { describe, expect, it } from '@jest/globals';
import type { DenyAssignment } from '../../src/domain/authorization.ts';
import { known } from '../../src/domain/observation.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE, permissionOf, role } from '../domain/built-in-roles.ts';
import { account, ALICE, APP, assignment, DENIED, ID, judgeBy, TEAM, textOf } from './builders.ts';
import { holds } from './table.ts';

const enabled = known(account({ disableLocalAuth: false }));
const deny = (principal: { id: string; type: string }): DenyAssignment => ({
  id: '/deny/1',
  name: 'no keys',
  scope: ID.text,
  permissions: [permissionOf({ actions: ['*/listKeys/action', '*/regenerateKey/action'] })],
  principals: [principal],
  excludePrincipals: [],
  doNotApplyToChildScopes: false,
});

describe('key-readers', () => {
  holds('key-readers', [
    {
      when: 'keys are disabled, whoever holds what',
      facts: { assignments: known([assignment({ roleGuid: BUILT_IN.owner.guid })]) },
      says: 'pass',
      shows: ['Keys are disabled'],
    },
    {
      when: 'keys are enabled and nobody can read them',
      facts: {
        account: enabled,
        assignments: known([assignment({ roleGuid: BUILT_IN.openAiUser.guid })]),
      },
      says: 'pass',
      shows: ['1 other role assignment at or above the account; none allows it'],
      hides: ['allowed by the policy file'],
    },
    {
      when: 'one principal can by two roles, sorted by what is read',
      facts: {
        account: enabled,
        assignments: known([
          assignment({ roleGuid: BUILT_IN.contributor.guid }),
          assignment({ principalId: ALICE.toUpperCase() }),
        ]),
      },
      says: 'fail',
      shows: [
        '1 principal outside',
        /by Cognitive Services User[^]*by Contributor/,
        `az role assignment list --scope ${ID.text} --include-inherited`,
      ],
      hides: ['1 principals'],
    },
    {
      when: 'a deny assignment takes one of two rights',
      facts: {
        account: enabled,
        assignments: known([assignment({ roleGuid: BUILT_IN.contributor.guid })]),
        denies: known([
          {
            ...deny({ id: ALICE, type: 'User' }),
            permissions: [permissionOf({ actions: ['*/listKeys/action'] })],
          },
        ]),
      },
      says: 'fail',
      shows: [`User ${ALICE} can regenerateKey by Contributor`],
    },
    {
      when: 'a deny assignment may take one of two rights, by a group',
      facts: {
        account: enabled,
        assignments: known([assignment({ roleGuid: BUILT_IN.contributor.guid })]),
        denies: known([
          {
            ...deny({ id: TEAM, type: 'Group' }),
            permissions: [permissionOf({ actions: ['*/listKeys/action'] })],
          },
        ]),
      },
      says: 'fail',
      shows: ['can listKeys and regenerateKey'],
    },
    {
      when: 'the role of the keyless procedure itself can list them',
      facts: {
        account: enabled,
        assignments: known([
          assignment({ principalId: TEAM, principalType: 'Group' }),
          assignment({
            principalId: APP,
            principalType: 'ServicePrincipal',
            roleGuid: BUILT_IN.contributor.guid,
            scope: '/providers/Microsoft.Management/managementGroups/mg',
          }),
        ]),
        names: new Map([
          [TEAM, { name: 'AI developers', gone: false }],
          [APP, { name: APP, gone: true }],
        ]),
      },
      says: 'fail',
      shows: [
        '2 principals outside key-readers.allow',
        `AI developers (Group ${TEAM}) can listKeys by Cognitive Services User at the account itself`,
        `ServicePrincipal ${APP} (gone: the directory no longer knows it) can listKeys and regenerateKey by Contributor at management group`,
      ],
    },
    {
      when: 'a custom role reads keys by a wildcard in another letter case',
      facts: {
        account: known(account({ disableLocalAuth: undefined })),
        assignments: known([assignment({ roleGuid: 'mine' })]),
        roles: known(
          new Map([
            ...BUILT_IN_CATALOGUE,
            ['mine', role('mine', 'Operators', { actions: ['microsoft.*/LISTKEYS/*'] }, true)],
          ]),
        ),
      },
      says: 'fail',
      shows: ['Operators (custom role)'],
    },
    {
      when: 'all who can are allowed, in another letter case',
      facts: { account: enabled, assignments: known([assignment()]) },
      settings: { keyReadersAllow: [ALICE.toUpperCase()] },
      says: 'pass',
      shows: ['allowed by the policy file: 1 principal'],
    },
    {
      when: 'a deny assignment takes it from the only one',
      facts: {
        account: enabled,
        assignments: known([assignment()]),
        denies: known([deny({ id: ALICE, type: 'User' })]),
      },
      says: 'pass',
    },
    {
      when: 'a deny assignment may take it, by a group',
      facts: {
        account: enabled,
        assignments: known([assignment()]),
        denies: known([deny({ id: TEAM, type: 'Group' })]),
      },
      says: 'unknown',
      shows: ['may be able to listKeys'],
    },
    {
      when: 'deny assignments may not be read: nobody is thought denied',
      facts: { account: enabled, assignments: known([assignment()]), denies: DENIED },
      says: 'fail',
    },
    {
      when: 'a deny assignment leaves out a user who may be a member of the group that holds the role',
      facts: {
        account: enabled,
        assignments: known([assignment({ principalId: TEAM, principalType: 'Group' })]),
        denies: known([
          {
            ...deny({ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }),
            permissions: [permissionOf({ actions: ['*'], notActions: ['*/read'] })],
            excludePrincipals: [{ id: ALICE, type: 'User' }],
          },
        ]),
      },
      says: 'unknown',
    },
    {
      when: 'a deny assignment takes it from a whole group and leaves nobody out',
      facts: {
        account: enabled,
        assignments: known([assignment({ principalId: TEAM, principalType: 'Group' })]),
        denies: known([deny({ id: TEAM, type: 'Group' })]),
      },
      says: 'pass',
    },
    {
      when: 'a deny assignment leaves out somebody else than the user who holds the role',
      facts: {
        account: enabled,
        assignments: known([assignment()]),
        denies: known([
          {
            ...deny({ id: ALICE, type: 'User' }),
            excludePrincipals: [{ id: APP, type: 'ServicePrincipal' }],
          },
        ]),
      },
      says: 'pass',
    },
    {
      when: 'a deny assignment of other people leaves somebody out',
      facts: {
        account: enabled,
        assignments: known([assignment()]),
        denies: known([
          {
            ...deny({ id: APP, type: 'ServicePrincipal' }),
            excludePrincipals: [{ id: TEAM, type: 'Group' }],
          },
        ]),
      },
      says: 'fail',
    },
    {
      when: 'a deny assignment of somebody else leaves somebody out, and a group holds the role',
      facts: {
        account: enabled,
        assignments: known([assignment({ principalId: TEAM, principalType: 'Group' })]),
        denies: known([
          {
            ...deny({ id: APP, type: 'ServicePrincipal' }),
            excludePrincipals: [{ id: ALICE, type: 'User' }],
          },
        ]),
      },
      says: 'fail',
    },
    {
      when: 'the only assignment has a condition',
      facts: { account: enabled, assignments: known([assignment({ condition: 'c' })]) },
      says: 'unknown',
      shows: ['under a condition'],
    },
    {
      when: 'the only role has a condition in its definition',
      facts: {
        account: enabled,
        assignments: known([assignment({ roleGuid: 'mine' })]),
        roles: known(
          new Map([
            [
              'mine',
              {
                ...role('mine', 'Operators', {}, true),
                permissions: [
                  permissionOf({
                    actions: ['*/listKeys/action'],
                    condition:
                      "!(ActionMatches{'Microsoft.CognitiveServices/accounts/listKeys/action'})",
                  }),
                ],
              },
            ],
          ]),
        ),
      },
      says: 'unknown',
      shows: ['may be able to listKeys by Operators'],
    },
    {
      when: 'the definition of a role could not be read',
      facts: { account: enabled, assignments: known([assignment({ roleGuid: 'unread' })]) },
      says: 'unknown',
      shows: ['may be able to read keys by the role unread'],
    },
    {
      when: 'the role is held below the account',
      facts: {
        account: enabled,
        assignments: known([assignment({ scope: `${ID.text}/projects/p` })]),
      },
      says: 'pass',
    },
    {
      when: 'role assignments may not be read',
      facts: { account: enabled, assignments: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    { when: 'the account may not be read', facts: { account: DENIED }, says: 'unknown' },
    {
      when: 'role definitions may not be read',
      facts: { account: enabled, roles: DENIED, assignments: known([assignment()]) },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
  ]);

  it('keeps the evidence readable where a whole subscription can read keys', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      assignment({ principalId: `user-${index}` }),
    );
    const [verdict] = judgeBy('key-readers', { account: enabled, assignments: known(many) });
    expect(verdict?.message).toContain('500 principals');
    expect(verdict && textOf(verdict)).toContain('... and 460 more.');
  });
});
