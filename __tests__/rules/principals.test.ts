import { describe, expect, it } from '@jest/globals';
import type { AccountFacts } from '../../src/domain/facts.ts';
import type { RuleId } from '../../src/domain/finding.ts';
import { known } from '../../src/domain/observation.ts';
import { BUILT_IN } from '../domain/built-in-roles.ts';
import { account, ALICE, APP, assignment, ID, judgeBy } from './builders.ts';

const keysOn = known(account({ disableLocalAuth: false }));

describe('whom a finding is about, for a baseline that knows it', () => {
  it.each<[RuleId, Partial<AccountFacts>]>([
    [
      'key-readers',
      {
        account: keysOn,
        assignments: known([
          assignment({ principalId: APP, roleGuid: BUILT_IN.contributor.guid }),
          assignment({ principalId: ALICE.toUpperCase(), roleGuid: BUILT_IN.contributor.guid }),
          assignment({ principalId: ALICE, roleGuid: BUILT_IN.foundryUser.guid }),
        ]),
      },
    ],
    [
      'key-readers',
      {
        account: keysOn,
        assignments: known([
          assignment({ principalId: APP, roleGuid: 'unread' }),
          assignment({ principalId: ALICE, roleGuid: 'unread' }),
        ]),
      },
    ],
    [
      'assign-to-groups',
      {
        assignments: known([
          assignment({ principalId: APP }),
          assignment({ principalId: ALICE.toUpperCase() }),
        ]),
      },
    ],
    [
      'assign-to-groups',
      {
        assignments: known([
          assignment({ principalId: APP, roleGuid: 'unread' }),
          assignment({ principalId: ALICE, principalType: 'Unheard' }),
        ]),
      },
    ],
    [
      'keys-unread',
      {
        keyEvents: known(
          [APP, ALICE, ALICE.toUpperCase()].map((caller) => ({
            account: ID,
            at: '2026-09-20T08:00:00Z',
            caller,
            operation: 'listKeys',
          })),
        ),
      },
    ],
  ])('of %s are those who hold it or did it, each once', (rule, facts) => {
    const verdicts = judgeBy(rule, facts);
    expect(verdicts.map(({ principals }) => principals)).toEqual([[ALICE, APP].toSorted()]);
  });
});
