import { describe } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { KeyEvent } from '../../src/domain/authorization.ts';
import { known } from '../../src/domain/observation.ts';
import { account, ALICE, DENIED, ID } from './builders.ts';
import { holds } from './table.ts';

const event = (change: Partial<KeyEvent> = {}): KeyEvent => ({
  at: '2026-09-20T08:00:00Z',
  caller: 'ada@contoso.com',
  operation: 'listKeys',
  account: ArmId.of(ID.text.toUpperCase()),
  ...change,
});

describe('keys-unread', () => {
  holds('keys-unread', [
    { when: 'the log has no such entry', says: 'pass', shows: [/since 2026-08-31$/m] },
    {
      when: 'somebody listed and somebody regenerated',
      facts: {
        account: known(account({ disableLocalAuth: false })),
        keyEvents: known([
          event(),
          event({ at: '2026-09-29T08:00:00Z', caller: ALICE, operation: 'regenerateKey' }),
        ]),
        names: new Map([[ALICE, { name: 'deployer', gone: false }]]),
      },
      says: 'fail',
      shows: [
        '2 times in the last 30 days, by 2 callers',
        '2026-09-20T08:00:00Z: listKeys by ada@contoso.com',
        `2026-09-29T08:00:00Z: regenerateKey by deployer (${ALICE})`,
        `--resource-id ${ID.text}`,
        // Else az looks at the newest 50 entries, of whatever operation.
        '--max-events 1000',
      ],
      hides: ['keys are disabled now'],
    },
    {
      when: 'it was before keys were disabled',
      facts: { keyEvents: known([event()]) },
      says: 'fail',
      shows: ['keys are disabled now', 'once in the last 30 days, by one caller'],
    },
    {
      when: 'it is longer ago, or about another account',
      facts: {
        keyEvents: known([
          event({ at: '2026-08-31T11:59:59Z' }),
          event({ account: ArmId.of(`${ID.text}-2`) }),
        ]),
      },
      says: 'pass',
    },
    {
      when: 'it is thirty days ago to the second',
      facts: { keyEvents: known([event({ at: '2026-08-31T12:00:00Z' })]) },
      says: 'fail',
    },
    {
      when: 'one caller did it often: newest first',
      facts: {
        keyEvents: known([
          event({ at: '2026-09-02T08:00:00Z' }),
          event({ at: '2026-09-04T08:00:00Z', caller: 'ADA@contoso.com' }),
          event({ at: '2026-09-01T08:00:00Z' }),
          event({ at: '2026-09-03T08:00:00Z' }),
        ]),
      },
      says: 'fail',
      shows: ['4 times in the last 30 days, by one caller', /-04T[^]*-03T[^]*-02T[^]*-01T/],
    },
    {
      when: 'the time of an entry cannot be read',
      facts: { keyEvents: known([event({ at: 'yesterday' })]) },
      says: 'fail',
    },
    {
      when: 'the activity log may not be read',
      facts: { keyEvents: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
  ]);
});
