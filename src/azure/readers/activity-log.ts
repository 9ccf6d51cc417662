import { ACCOUNT_TYPE, ArmId } from '../../domain/arm-id.ts';
import type { KeyEvent } from '../../domain/authorization.ts';
import { map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { textAt } from '../json.ts';

/**
 * Who listed or regenerated keys, of one account or of all accounts of the subscription. The log knows
 * the fetching of keys, not their use. Only a few forms of `$filter` are allowed, none by operation.
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
export async function listKeyEvents(
  arm: ArmClient,
  subscriptionId: string,
  since: Date,
  until: Date,
  account?: ArmId,
): Promise<Observation<readonly KeyEvent[]>> {
  const of = account
    ? `resourceUri eq '${account.text}'`
    : `resourceProvider eq 'Microsoft.CognitiveServices'`;
  const events = await arm.list(
    {
      path: `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`,
      apiVersion: API.activityLog,
      query: {
        $filter: `eventTimestamp ge '${since.toISOString()}' and eventTimestamp le '${until.toISOString()}' and ${of}`,
      },
      what: `the activity log of ${account ? account.name : `subscription ${subscriptionId}`}`,
      action: 'Microsoft.Insights/eventtypes/values/read',
      scope: account?.text ?? `/subscriptions/${subscriptionId}`,
    },
    readEvent,
  );
  return map(events, (list) => callsOf(list.flatMap(({ entry }) => entry ?? [])));
}

/** One of the several entries that Azure writes of a call: that it started, and how it ended. */
interface Entry {
  readonly event: KeyEvent;
  /** The same for all entries of a call, and for calls that the caller says belong together. */
  readonly correlation: string;
  /** `started`, `succeeded`, `failed`. */
  readonly status: string;
}

interface Row {
  /** Absent for the many operations that are of no interest here. */
  readonly entry?: Entry;
}

function readEvent(item: unknown): Row | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const operation = (
    textAt(item, 'operationName', 'value') ??
    textAt(item, 'operationName') ??
    ''
  ).toLowerCase();
  const kind = operation.endsWith('/listkeys/action')
    ? 'listKeys'
    : operation.endsWith('/regeneratekey/action')
      ? 'regenerateKey'
      : undefined;
  if (!kind || !operation.startsWith(`${ACCOUNT_TYPE}/`)) return {};
  const account = ArmId.parse(textAt(item, 'resourceId') ?? '')?.ancestor(ACCOUNT_TYPE);
  const at = textAt(item, 'eventTimestamp');
  if (!account || !at) return undefined;
  const caller =
    textAt(item, 'caller') ??
    textAt(item, 'claims', 'http://schemas.microsoft.com/identity/claims/objectidentifier') ??
    textAt(item, 'claims', 'appid') ??
    'a caller the log does not name';
  return {
    entry: {
      event: { at, caller, operation: kind, account },
      correlation: textAt(item, 'correlationId') ?? at,
      status: (textAt(item, 'status', 'value') ?? '').toLowerCase(),
    },
  };
}

/** Each call once, newest first. One that was refused read no key. */
function callsOf(entries: readonly Entry[]): readonly KeyEvent[] {
  const byCall = Map.groupBy(
    entries,
    ({ correlation, event }) => `${correlation}|${event.operation}|${event.account.key}`,
  );
  return [...byCall.values()]
    .filter((call) => !wasRefused(call))
    .flatMap(([first]) => first?.event ?? [])
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** As many failed as started, and none came about: what only started may have read a key. */
function wasRefused(call: readonly Entry[]): boolean {
  const failed = call.filter(({ status }) => status === 'failed').length;
  const started = call.filter(({ status }) => status === 'started').length;
  return failed > 0 && started <= failed && call.length === started + failed;
}
