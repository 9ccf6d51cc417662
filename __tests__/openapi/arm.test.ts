import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Call, Reply, World } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { gateway, runGate } from '../scenarios/gate.ts';
import { departures, type Mapper } from './support/conform.ts';
import { describedOperations, operationFor, type Operation } from './support/descriptions.ts';

/**
 * Microsoft's OpenAPI descriptions, as the official SDKs carry them, against what the action sends to Resource Manager and what the sandbox answers.
 */
interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

const WRITES = [
  'PATCH Microsoft.CognitiveServices/accounts',
  'POST Microsoft.CognitiveServices/accounts/regenerateKey',
  'PUT Microsoft.Authorization/roleAssignments',
  'PUT Microsoft.CognitiveServices/accounts/connections',
  'PUT Microsoft.CognitiveServices/accounts/projects/connections',
];

/** Where the sandbox answers otherwise than described, as Azure does. */
const AS_AZURE_DOES = [
  // Described from 2022-05-01-preview on; Azure answers them, null mostly, to 2022-04-01 too.
  'GET Microsoft.Authorization/permissions 200 .value[].condition: not described in Permission',
  'GET Microsoft.Authorization/permissions 200 .value[].conditionVersion: not described in Permission',
  'GET Microsoft.Authorization/roleDefinitions 200 .value[].properties.permissions[].condition: not described in Permission',
  'GET Microsoft.Authorization/roleDefinitions 200 .value[].properties.permissions[].conditionVersion: not described in Permission',
  // https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
  'GET Microsoft.Insights/eventtypes/values 200 .value[].channels: not described in EventData',
  // Resource Manager refuses before it asks Monitor, in its own form.
  'GET Microsoft.Insights/eventtypes/values 403 .error: not described in ErrorResponse',
];

const all = describedOperations();
let exchanges: readonly Exchange[] = [];
beforeAll(async () => {
  const seen: Exchange[] = [];
  const onExchange = ({ service, method, path, query, rawBody }: Call, reply: Reply): void => {
    if (service !== 'arm' || path.startsWith('/v1.0/')) return;
    const { status, body: answer } = reply;
    const body: unknown = rawBody === '' ? undefined : JSON.parse(rawBody);
    seen.push({ method, path: decodeURIComponent(path), query, body, status, answer });
  };
  const principals = `group:${IDS.developers}\nservice-principal:${IDS.projectIdentity}`;
  const allow = 'set-subdomain, assign-role, convert-connection, regenerate-keys, disable-keys';
  for (const [world, inputs] of [
    [withoutSubdomain(), { mode: 'enforce', principals, allow, 'propagation-timeout': '1' }],
    [legacyWorld('enforce'), { mode: 'enforce', principals, allow, 'propagation-timeout': '1' }],
    [legacyWorld('none'), { principals }],
    [compliantWorld(), { resources: RESOURCE_IDS.managementGroup }],
  ] as const) {
    await using sandbox = await gateway(world, {
      behaviour: { pageSize: 2, updateMs: 300, retryAfterSeconds: 1, assignmentDelayMs: 500 },
      onExchange,
    });
    await runGate(sandbox, inputs);
  }
  exchanges = seen;
}, 120_000);

function withoutSubdomain(): World {
  const world = legacyWorld('enforce');
  delete world.accounts[0]?.properties.customSubDomainName;
  return world;
}

/** The link to a next page is the service's own, its query too. */
function isNextPage({ query }: Exchange): boolean {
  return [...query.keys()].some((name) => name.toLowerCase() === '$skiptoken');
}

function described(): (Exchange & { readonly operation: Operation })[] {
  return exchanges.flatMap((exchange) => {
    const operation = operationFor(all, exchange.method, exchange.path);
    return operation ? [{ ...exchange, operation }] : [];
  });
}

/** `METHOD NAMESPACE/types`, for tables. */
function kindOf({ method, path }: Exchange): string {
  const segments = path.split(/\/providers\//i);
  const last = segments.length > 1 ? (segments.at(-1) ?? '') : path.slice(1);
  const [namespace = '', ...rest] = last.split('/');
  return `${method} ${[namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/')}`;
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}

it('holds the kinds of requests that are described, and names those that are not', () => {
  expect(distinct(described().map(kindOf))).toEqual([
    'GET Microsoft.Authorization/denyAssignments',
    'GET Microsoft.Authorization/locks',
    'GET Microsoft.Authorization/permissions',
    'GET Microsoft.Authorization/policyAssignments',
    'GET Microsoft.Authorization/policyDefinitions',
    'GET Microsoft.Authorization/roleAssignments',
    'GET Microsoft.Authorization/roleDefinitions',
    'GET Microsoft.CognitiveServices/accounts',
    'GET Microsoft.CognitiveServices/accounts/connections',
    'GET Microsoft.CognitiveServices/accounts/deployments',
    'GET Microsoft.CognitiveServices/accounts/projects',
    'GET Microsoft.CognitiveServices/accounts/projects/connections',
    'GET Microsoft.Insights/eventtypes/values',
    'GET Microsoft.Management/managementGroups/descendants',
    ...WRITES,
  ]);
  expect(
    distinct(exchanges.filter(({ method, path }) => !operationFor(all, method, path)).map(kindOf)),
  ).toEqual([
    // Described for groups and resources, not for subscriptions.
    'GET Microsoft.Authorization/permissions',
    // The SDK no longer holds the preview versions that serve them.
    'GET Microsoft.Authorization/policyExemptions',
    // The URL that a long-running answer gave.
    'GET Microsoft.CognitiveServices/locations/operationsStatus',
    // The SDK's description is of 2022-10-01, before hubs and connections by Entra ID.
    'GET Microsoft.MachineLearningServices/workspaces',
    'GET Microsoft.MachineLearningServices/workspaces/connections',
    // The SDK has readers of answers and no description.
    'POST Microsoft.ResourceGraph/resources',
    'PUT Microsoft.MachineLearningServices/workspaces/connections',
  ]);
});

describe('a request of the action', () => {
  it('has the query parameters that are described, and those that are required', () => {
    const wrong = described()
      .filter((exchange) => !isNextPage(exchange))
      .flatMap((exchange) => {
        const names = [...exchange.query.keys()];
        const { query, requiredQuery } = exchange.operation;
        return [
          ...names.filter((name) => !query.has(name)),
          ...requiredQuery.filter((name) => !names.includes(name)),
        ].map((name) => `${kindOf(exchange)}: ${name}`);
      });
    expect(distinct(wrong)).toEqual([]);
  });

  it('is of the version that is described, or of the older one that all clouds serve', () => {
    const pairs = described().map(({ query, operation }) => {
      const asked = query.get('api-version') ?? '';
      return asked === operation.apiVersion ? asked : `${asked} before ${operation.apiVersion}`;
    });
    expect(distinct(pairs)).toEqual([
      '2015-04-01',
      '2016-09-01 before 2020-05-01', // locks
      '2020-05-01 before 2021-04-01', // management groups
      '2022-04-01',
      '2023-04-01 before 2024-05-01', // policies
      '2025-06-01 before 2025-09-01', // Cognitive Services
    ]);
  });

  it('has a body as described, without members that only the service writes', () => {
    const bodies = described().filter(({ body }) => body !== undefined);
    expect(distinct(bodies.map(kindOf))).toEqual(WRITES);
    const wrong = bodies.flatMap((exchange) =>
      hold(exchange, exchange.body, exchange.operation.body, 'request'),
    );
    expect(distinct(wrong)).toEqual([]);
  });
});

describe('an answer of the sandbox', () => {
  it('is as described, refusals too', () => {
    const wrong = described().flatMap((exchange) => {
      const { status, operation, answer } = exchange;
      const response = operation.responses[String(status)] ?? operation.responses.default;
      return hold(exchange, answer, response?.bodyMapper, 'answer');
    });
    expect(distinct(wrong)).toEqual(AS_AZURE_DOES);
  });
});

function hold(
  exchange: Exchange & { readonly operation: Operation },
  value: unknown,
  mapper: Mapper | undefined,
  direction: 'request' | 'answer',
): string[] {
  if (mapper === undefined) {
    return value === undefined || direction === 'answer' ? [] : [`${kindOf(exchange)}: a body`];
  }
  const plain: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  return departures(plain, mapper, exchange.operation.mappers, direction).map(
    (text) => `${kindOf(exchange)} ${String(exchange.status)} ${text.replace(/\[\d+\]/g, '[]')}`,
  );
}
