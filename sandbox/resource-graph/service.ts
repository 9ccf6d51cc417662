import { armError, badRequest } from '../arm/errors.ts';
import { subscriptionId, managementGroupId } from '../arm/ids.ts';
import type { ArmCall, Route } from '../arm/route.ts';
import { scopesAbove } from '../rbac/scopes.ts';
import { asRecord, jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { run, type Row } from './evaluate.ts';
import { parseQuery } from './parser.ts';
import { Quota } from './quota.ts';
import { rowsOf, type Scope } from './tables.ts';

const LARGEST_PAGE = 1_000;
const SUBSCRIPTION_LIMIT = 10_000;

/** https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources */
export function resourceGraphRoutes(runtime: Runtime): Route[] {
  const quota = new Quota(runtime.clock, runtime.behaviour);
  const results = new Results();
  return [
    {
      method: 'POST',
      path: '/providers/Microsoft.ResourceGraph/resources',
      provider: 'resourceGraph',
      handle: (call) => {
        const left = quota.take(call.claims.objectId);
        const headers = {
          'x-ms-user-quota-remaining': String(Math.max(0, left.remaining)),
          'x-ms-user-quota-resets-after': `00:00:${String(left.resetSeconds).padStart(2, '0')}`,
        };
        if (left.remaining < 0) {
          throw armError(
            429,
            'RateLimiting',
            'Please provide below info when asking for support.',
            {
              ...headers,
              'retry-after': String(left.resetSeconds),
            },
          );
        }
        return {
          ...answer(runtime, call, results),
          headers: { ...headers, ...limitHeader(runtime, call) },
        };
      },
    },
  ];
}

interface Result {
  readonly rows: readonly Row[];
  readonly start: number;
}

/** What queries found, kept for their further pages: those are of the same moment as the first. */
class Results {
  readonly #kept: Result[] = [];

  /** @returns the token of its next page */
  keep(result: Result): string {
    this.#kept.push(result);
    return Buffer.from(`result:${this.#kept.length - 1}`).toString('base64url');
  }

  /** @throws Refusal 400 for a token that was not given out */
  of(token: string): Result {
    const number = /^result:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
    const result = this.#kept[Number(number ?? -1)];
    if (!result) throw badRequest('The skip token is not valid.', 'InvalidSkipToken');
    return result;
  }
}

function answer(runtime: Runtime, call: ArmCall, results: Results): Reply {
  const body = jsonBody(call);
  const text = body?.query;
  if (typeof text !== 'string') throw badRequest('The query is missing.', 'InvalidQuery');
  const options = asRecord(body?.options) ?? {};
  const token = options.$skipToken;
  const { rows, start } =
    typeof token === 'string'
      ? results.of(token)
      : {
          rows: query(runtime, text, scopeOf(runtime, call, body ?? {})),
          start: Number(options.$skip ?? 0),
        };
  const end = start + Math.min(Number(options.$top ?? LARGEST_PAGE), LARGEST_PAGE);
  const slice = rows.slice(start, end);
  const more = end < rows.length;
  const pageable = slice.every((row) => typeof row.id === 'string');
  return {
    status: 200,
    body: {
      totalRecords: rows.length,
      count: slice.length,
      resultTruncated: more && !pageable ? 'true' : 'false',
      ...(more && pageable ? { $skipToken: results.keep({ rows, start: end }) } : {}),
      data: options.resultFormat === 'table' ? tableOf(slice) : slice,
      facets: [],
    },
  };
}

function query(runtime: Runtime, text: string, scope: Scope): readonly Row[] {
  try {
    const parsed = parseQuery(text);
    const rows = rowsOf(runtime, parsed.table, scope);
    if (!rows) throw new SyntaxError(`the table '${parsed.table}' is not supported`);
    return run(parsed, rows);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(`Query is invalid: ${error.message}.`, 'InvalidQuery');
  }
}

/** @throws Refusal 403 when the caller sees none of the subscriptions that it names */
function scopeOf(runtime: Runtime, call: ArmCall, body: Record<string, unknown>): Scope {
  const { objectId, tenantId } = call.claims;
  const { authorizer, directory, world } = runtime;
  const named = namedSubscriptions(runtime, body);
  const seen = world.subscriptions
    .filter(({ id, tenantId: of }) => of === tenantId && (named?.has(id.toLowerCase()) ?? true))
    .filter(({ id }) => authorizer.seesAnything(objectId, subscriptionId(id)))
    .map(({ id }) => id.toLowerCase());
  if (named && named.size > 0 && seen.length === 0) {
    throw armError(
      403,
      'Forbidden',
      `The client '${call.claims.appId}' with object id '${objectId}' does not have access to any of the requested subscriptions.`,
    );
  }
  // Without deny assignments a right at the subscription holds for all below it.
  const whole = new Map<string, boolean>();
  return {
    subscriptions: new Set(seen),
    mayRead: (id, action) => {
      const sub = scopesAbove(id, directory).find((at) => /^\/subscriptions\/[^/]+$/.test(at));
      if (sub === undefined || world.denyAssignments.length > 0) {
        return authorizer.allows(objectId, 'actions', action, id);
      }
      const key = `${sub} ${action}`;
      const all = whole.get(key) ?? authorizer.allows(objectId, 'actions', action, sub);
      whole.set(key, all);
      return all || authorizer.allows(objectId, 'actions', action, id);
    },
  };
}

function namedSubscriptions(
  runtime: Runtime,
  body: Record<string, unknown>,
): ReadonlySet<string> | undefined {
  const { subscriptions, managementGroups } = body;
  if (Array.isArray(managementGroups) && managementGroups.length > 0) {
    const keys = managementGroups.map((name) => managementGroupId(String(name)).toLowerCase());
    return new Set(
      runtime.world.subscriptions
        .filter(({ id }) =>
          scopesAbove(subscriptionId(id), runtime.directory).some((at) => keys.includes(at)),
        )
        .map(({ id }) => id.toLowerCase()),
    );
  }
  return Array.isArray(subscriptions) && subscriptions.length > 0
    ? new Set(subscriptions.map((id) => String(id).toLowerCase()))
    : undefined;
}

function limitHeader(runtime: Runtime, call: ArmCall): Record<string, string> {
  const named = namedSubscriptions(runtime, jsonBody(call) ?? {});
  const count = named?.size ?? runtime.world.subscriptions.length;
  return count > SUBSCRIPTION_LIMIT ? { 'x-ms-tenant-subscription-limit-hit': 'true' } : {};
}

function tableOf(rows: readonly Row[]): unknown {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns: names.map((name) => ({ name, type: 'object' })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}
