import { describe } from '@jest/globals';
import { known } from '../../src/domain/observation.ts';
import { BUILT_IN } from '../domain/built-in-roles.ts';
import { ALICE, APP, assignment, DENIED, ID, TEAM } from './builders.ts';
import { holds } from './table.ts';

describe('assign-to-groups', () => {
  holds('assign-to-groups', [
    {
      when: 'nobody holds an inference role',
      says: 'pass',
      shows: ['No inference role', 'no such assignment'],
    },
    {
      when: 'two users hold it, one of them twice',
      facts: {
        assignments: known([
          assignment({ principalId: APP }),
          assignment(),
          assignment({ principalId: ALICE.toUpperCase(), roleGuid: BUILT_IN.foundryUser.guid }),
        ]),
      },
      says: 'fail',
      shows: [
        '2 single users hold a role',
        new RegExp(`User ${ALICE.toUpperCase()} holds[^]*User ${ALICE} holds[^]*User ${APP} holds`),
      ],
    },
    {
      when: 'a user holds a role for one of the families of models that are deployed',
      facts: {
        assignments: known([assignment({ roleGuid: BUILT_IN.openAiUser.guid })]),
        deployments: known([
          { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' },
          { name: 'llama', modelFormat: 'Meta', modelName: 'Llama-4' },
        ]),
      },
      says: 'fail',
    },
    {
      when: 'ten users hold it and one more',
      facts: {
        assignments: known(
          Array.from({ length: 11 }, (_, index) => assignment({ principalId: `user-${index}` })),
        ),
      },
      says: 'fail',
      shows: ['11 single users', '  az role assignment delete', '# ... and 1 more.'],
      hides: ['# az role'],
    },
    {
      when: 'groups and workload identities hold it',
      facts: {
        assignments: known([
          assignment({ principalId: TEAM, principalType: 'Group' }),
          assignment({ principalId: APP, principalType: 'ServicePrincipal' }),
          assignment({ principalId: 'x', principalType: 'ForeignGroup' }),
        ]),
      },
      says: 'pass',
      shows: [TEAM, APP, 'held by groups and workload identities'],
      hides: ['no such assignment', 'No inference role'],
    },
    {
      when: 'a single user holds it, inherited, by another letter case',
      facts: {
        assignments: known([
          assignment({
            principalType: 'USER',
            scope: '/SUBSCRIPTIONS/11111111-1111-1111-1111-111111111111',
          }),
        ]),
        names: new Map([[ALICE, { name: 'Ada @everyone <b>', gone: false }]]),
      },
      says: 'fail',
      shows: [
        'A single user holds',
        `Ada @everyone <b> (USER ${ALICE}) holds Cognitive Services User at subscription`,
        /create --assignee-object-id GROUP-ID --assignee-principal-type Group --role 'Cognitive Services User' --scope \/SUBSCRIPTIONS\/[-1]+\n {2}# once that is in effect:\n {2}az role assignment delete --ids/,
      ],
    },
    {
      when: 'a gone user still holds it',
      facts: {
        assignments: known([assignment()]),
        names: new Map([[ALICE, { name: ALICE, gone: true }]]),
      },
      says: 'fail',
      shows: ['gone: the directory no longer knows it'],
    },
    {
      when: 'a user holds it under a condition',
      facts: { assignments: known([assignment({ condition: 'c' })]) },
      says: 'fail',
      shows: ['under a condition', '# repeat for the group what is assigned under a condition'],
      hides: ['role assignment create'],
    },
    {
      when: 'one of two users holds it under a condition',
      facts: {
        assignments: known([assignment(), assignment({ principalId: APP, condition: 'c' })]),
      },
      says: 'fail',
      shows: [
        /az role assignment create [^\n]*\n {2}# repeat for the group what is assigned under a condition\n {2}# once that is in effect:/,
      ],
    },
    {
      when: 'users hold other roles only',
      facts: { assignments: known([assignment({ roleGuid: BUILT_IN.owner.guid })]) },
      says: 'pass',
    },
    {
      when: 'a user holds it on another account',
      facts: { assignments: known([assignment({ scope: `${ID.text}2` })]) },
      says: 'pass',
    },
    {
      when: 'Azure does not say what the principal is',
      facts: { assignments: known([assignment({ principalType: 'Unknown' })]) },
      says: 'unknown',
    },
    {
      when: 'a user holds a role whose definition could not be read',
      facts: { assignments: known([assignment({ roleGuid: 'unread' })]) },
      says: 'unknown',
      shows: ['the role unread, whose definition could not be read'],
    },
    {
      when: 'role assignments may not be read',
      facts: { assignments: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action'],
    },
    { when: 'role definitions may not be read', facts: { roles: DENIED }, says: 'unknown' },
    { when: 'the account may not be read', facts: { account: DENIED }, says: 'unknown' },
  ]);
});
