import { randomUUID } from 'node:crypto';
import type { Runtime } from '../server/runtime.ts';
import type { Account, ActivityEvent } from '../world.ts';
import { same } from './accounts.ts';
import { authorize } from './authorize.ts';
import { badRequest } from './errors.ts';
import { accountId, subscriptionId } from './ids.ts';
import { page } from './paging.ts';
import type { ArmCall, Route } from './route.ts';

const READ = 'Microsoft.Insights/eventtypes/values/Read';
const RETENTION_MS = 90 * 86_400_000;

/** https://learn.microsoft.com/rest/api/monitor/activity-logs/list */
export function activityLogRoutes(runtime: Runtime): Route[] {
  const startedAt = runtime.clock.now();
  return [
    {
      method: 'GET',
      path: '/subscriptions/{sub}/providers/Microsoft.Insights/eventtypes/management/values',
      provider: 'insights',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const filter = parse(call.query.get('$filter') ?? '', runtime.clock.now());
        const sub = call.params.sub ?? '';
        authorize(runtime, call, READ, filter.resourceUri ?? subscriptionId(sub));
        const items = runtime.world.activityLog
          .filter((event) =>
            event.resourceId.toLowerCase().startsWith(`/subscriptions/${sub.toLowerCase()}/`),
          )
          .map((event) => ({ event, at: timeOf(event, startedAt) }))
          .filter(({ event, at }) => filter.matches(event, at))
          // Newest first, also where two events fell into one millisecond: the sort is stable.
          .reverse()
          .sort((a, b) => b.at - a.at)
          .map(({ event, at }) => view(event, at, sub));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
  ];
}

/** Notes a control-plane call, as Azure does for every write and action: that it started, and how it ended. */
export function recordEvent(
  runtime: Runtime,
  call: ArmCall,
  account: Account,
  operationName: string,
  succeeded: boolean,
): void {
  const { appId, objectId } = call.claims;
  for (const status of ['Started', succeeded ? 'Succeeded' : 'Failed'] as const) {
    runtime.world.activityLog.push({
      resourceId: accountId(account),
      operationName,
      eventTimestamp: new Date(runtime.clock.now()).toISOString(),
      caller: objectId,
      claims: {
        appid: appId,
        'http://schemas.microsoft.com/identity/claims/objectidentifier': objectId,
      },
      status,
      correlationId: call.id,
    });
  }
}

interface LogFilter {
  readonly resourceUri: string | undefined;
  readonly matches: (event: ActivityEvent, at: number) => boolean;
}

const SELECTORS: Readonly<Record<string, (event: ActivityEvent, value: string) => boolean>> = {
  resourceuri: (event, value) => same(event.resourceId, value),
  resourcegroupname: (event, value) =>
    same(/\/resourceGroups\/([^/]+)/i.exec(event.resourceId)?.[1] ?? '', value),
  resourceprovider: (event, value) => same(event.operationName.split('/')[0] ?? '', value),
  correlationid: (event, value) => same(event.correlationId ?? '', value),
};

/** Only the documented patterns: a time range, and at most one other term. @throws Refusal 400 */
function parse(text: string, now: number): LogFilter {
  let from: number | undefined;
  let until = Number.POSITIVE_INFINITY;
  let selector: readonly [name: string, value: string] | undefined;
  for (const term of text.split(/\s+and\s+/i)) {
    const [, name = '', operator = '', value = ''] =
      /^\s*(\w+)\s+(eq|ge|le)\s+'([^']*)'\s*$/i.exec(term) ?? [];
    const isTime = name.toLowerCase() === 'eventtimestamp' && !Number.isNaN(Date.parse(value));
    if (isTime && operator.toLowerCase() === 'ge') from = Date.parse(value);
    else if (isTime && operator.toLowerCase() === 'le') until = Date.parse(value);
    else if (operator.toLowerCase() === 'eq' && name.toLowerCase() in SELECTORS && !selector) {
      selector = [name.toLowerCase(), value];
    } else {
      throw badRequest(`The $filter '${text}' is not one of the supported patterns.`);
    }
  }
  if (from === undefined) throw badRequest('The $filter must hold eventTimestamp ge.');
  if (from < now - RETENTION_MS - 60_000) {
    throw badRequest('The start time cannot be more than 90 days in the past.');
  }
  const start = from;
  const [name, value = ''] = selector ?? [];
  const chosen = name === undefined ? undefined : SELECTORS[name];
  return {
    resourceUri: name === 'resourceuri' ? value : undefined,
    matches: (event, at) => at >= start && at <= until && (chosen?.(event, value) ?? true),
  };
}

function timeOf(event: ActivityEvent, startedAt: number): number {
  return event.eventTimestamp === undefined
    ? startedAt - (event.hoursAgo ?? 0) * 3_600_000
    : Date.parse(event.eventTimestamp);
}

function view(event: ActivityEvent, at: number, sub: string): unknown {
  const time = new Date(at).toISOString();
  const named = (value: string): { value: string; localizedValue: string } => ({
    value,
    localizedValue: value,
  });
  const correlationId = event.correlationId ?? randomUUID();
  return {
    authorization: { action: event.operationName, scope: event.resourceId },
    ...(event.caller === undefined ? {} : { caller: event.caller }),
    ...(event.claims ? { claims: event.claims } : {}),
    channels: 'Operation',
    correlationId,
    eventDataId: randomUUID(),
    eventName: named('EndRequest'),
    category: named('Administrative'),
    eventTimestamp: time,
    submissionTimestamp: time,
    id: `${event.resourceId}/events/${correlationId}/ticks/${at}`,
    level: 'Informational',
    operationId: correlationId,
    operationName: named(event.operationName),
    resourceGroupName: /\/resourceGroups\/([^/]+)/i.exec(event.resourceId)?.[1] ?? '',
    resourceProviderName: named(event.operationName.split('/')[0] ?? ''),
    resourceType: named('Microsoft.CognitiveServices/accounts'),
    resourceId: event.resourceId,
    status: named(event.status),
    subStatus: named(event.status === 'Failed' ? 'BadRequest' : ''),
    subscriptionId: sub,
  };
}
