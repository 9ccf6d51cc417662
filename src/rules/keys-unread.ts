import type { KeyEvent } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import { shellWord } from '../domain/shell.ts';
import { atMost, distinct } from './show.ts';
import { cannotTell, fail, pass } from './verdict.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
const EXPECTED = `nobody listed or regenerated the keys of the account in the last ${DAYS} days`;

/** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log */
export const keysUnread: Rule = {
  id: 'keys-unread',
  severity: 'warning',
  title: `Nobody listed or regenerated the keys in the last ${DAYS} days`,
  needs: ['account', 'key-events', 'names'],
  judge: (facts, { now }) => {
    if (!facts.keyEvents.known) {
      return [cannotTell('who listed or regenerated keys', facts.keyEvents.reason)];
    }
    const since = now.getTime() - DAYS * DAY_MS;
    const events = facts.keyEvents.value
      .filter((event) => event.account.equals(facts.id))
      .filter(({ at }) => !(Date.parse(at) < since))
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    if (events.length > 0) return [keysRead(facts, events)];
    return [
      pass(`Nobody listed or regenerated the keys in the last ${DAYS} days.`, {
        expected: EXPECTED,
        // By day: two runs over the same state say the same.
        seen: `no such entry in the activity log since ${new Date(since).toISOString().slice(0, 10)}`,
        why: 'The log shows who fetched a key, not who calls with one.',
      }),
    ];
  },
};

function keysRead(facts: AccountFacts, events: readonly KeyEvent[]): Verdict {
  const principals = distinct(events.map(({ caller }) => caller));
  const callers = principals.length;
  const off = facts.account.known && facts.account.value.disableLocalAuth === true;
  const times = events.length === 1 ? 'once' : `${events.length} times`;
  return fail(
    `The keys were listed or regenerated ${times} in the last ${DAYS} days, by ${callers === 1 ? 'one caller' : `${callers} callers`}.`,
    {
      expected: EXPECTED,
      seen: [
        ...atMost(
          events.map(
            ({ at, caller, operation }) => `${at}: ${operation} by ${name(facts, caller)}`,
          ),
          40,
        ),
        ...(off ? ['keys are disabled now, so that what was read is refused'] : []),
      ],
      why: 'Who fetches keys most likely uses them: find out before keys go, or they lose access.',
    },
    {
      say: 'Ask the callers to move to Entra ID. Pipelines and portals that list keys for no reason stop once their role has no key access.',
      Portal: `${facts.id.name} > Activity log > Operation: List Keys, Regenerate Key`,
      az: `az monitor activity-log list --resource-id ${shellWord(facts.id.text)} --offset ${DAYS}d --max-events 1000 --query "[?contains(operationName.value, 'ey')].{at:eventTimestamp,caller:caller,operation:operationName.value,status:status.value}" --output table`,
    },
    { principals },
  );
}

function name(facts: AccountFacts, caller: string): string {
  const known = facts.names.get(caller.toLowerCase());
  if (!known) return caller;
  return known.gone
    ? `${caller} (gone: the directory no longer knows it)`
    : `${known.name} (${caller})`;
}
