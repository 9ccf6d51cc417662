import type { Call, Refusal, Service } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { compile } from '../server/path-pattern.ts';
import { Throttle } from '../server/throttle.ts';
import { authenticate, checkTenant } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { armError, badRequest } from './errors.ts';
import { checkLocks } from './locks.ts';
import { API_VERSIONS, type ArmCall, type Route } from './route.ts';

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Azure Resource Manager's front: authentication, throttling, API version, authorization, existence of
 * subscription and resource group, locks; then the resource provider.
 */
export function armGateway(runtime: Runtime, routes: readonly Route[]): Service {
  const table = routes.map((route) => ({ route, pattern: compile(route.path) }));
  const throttle = new Throttle(runtime.clock, runtime.behaviour);

  const find = (call: Call): Match | undefined => {
    const path = decodePath(call.path);
    for (const { route, pattern } of table) {
      if (route.method !== call.method) continue;
      const match = pattern.exec(path);
      if (match) return { route, params: { ...match.groups } };
    }
    return undefined;
  };

  return async (call) => {
    const claims = await authenticate(runtime, call);
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(decodePath(call.path))?.[1];
    const write = call.method !== 'GET';
    const left = throttle.take(`${claims.objectId} ${subscription ?? 'tenant'} ${String(write)}`);
    if (left === undefined) throw throttled(runtime, write);
    const found = find(call);
    if (!found) throw unknownRoute(call);
    const { route, params } = found;
    checkApiVersion(call, route);
    const armCall: ArmCall = Object.assign(call, { claims, params });
    if (subscription !== undefined) {
      const known = runtime.directory.subscription(subscription);
      if (!known) {
        throw armError(
          404,
          'SubscriptionNotFound',
          `The subscription '${subscription}' could not be found.`,
        );
      }
      checkTenant(runtime, claims, known.tenantId);
    }
    const scope = scopeOf(route, armCall);
    if (route.action !== undefined && route.ownAuthorization !== true) {
      authorize(runtime, armCall, route.action, scope);
    }
    checkResourceGroup(runtime, armCall);
    if (write && route.provider !== 'resourceGraph') {
      checkLocks(runtime, scope, call.method);
    }
    const reply = await route.handle(armCall);
    return {
      ...reply,
      headers: {
        [`x-ms-ratelimit-remaining-subscription-${write ? 'writes' : 'reads'}`]: String(left),
        ...reply.headers,
      },
    };
  };
}

function scopeOf(route: Route, call: ArmCall): string {
  if (route.scope) return route.scope(call.params);
  if (call.params.scope !== undefined) return call.params.scope;
  const path = decodePath(call.path).replace(/\/+$/, '');
  // A path that ends in a collection or an action is about the resource above it.
  const afterProvider =
    path
      .split(/\/providers\//i)
      .at(-1)
      ?.split('/') ?? [];
  // NAMESPACE/TYPE alone lists what a subscription or group holds.
  if (afterProvider.length === 2) return path.replace(/\/providers\/[^/]+\/[^/]+$/i, '');
  return afterProvider.length % 2 === 0 ? path.replace(/\/[^/]+$/, '') : path;
}

/** @throws Refusal 400 */
function checkApiVersion(call: Call, route: Route): void {
  const version = [...call.query].find(([name]) => name.toLowerCase() === 'api-version')?.[1];
  if (version === undefined || version === '') {
    throw badRequest(
      'The api-version query parameter (?api-version=) is required for all requests.',
      'MissingApiVersionParameter',
    );
  }
  if (!/^\d{4}-\d\d-\d\d(-\w+)?$/.test(version)) {
    throw badRequest(
      `The api-version '${version}' is invalid. The expected format is YYYY-MM-DD or YYYY-MM-DD-preview.`,
      'InvalidApiVersionParameter',
    );
  }
  if (!API_VERSIONS[route.provider].test(version)) {
    throw badRequest(
      `No registered resource provider found for API version '${version}' for this resource type.`,
      'NoRegisteredProviderFound',
    );
  }
}

/** @throws Refusal 404 */
function checkResourceGroup(runtime: Runtime, call: ArmCall): void {
  const id = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(decodePath(call.path));
  if (!id || runtime.directory.resourceGroup(id[0])) return;
  throw armError(
    404,
    'ResourceGroupNotFound',
    `Resource group '${id[1] ?? ''}' could not be found.`,
  );
}

function throttled(runtime: Runtime, write: boolean): Refusal {
  const seconds = runtime.behaviour.throttleRetryAfterSeconds;
  return armError(
    429,
    write ? 'SubscriptionRequestsThrottled' : 'TooManyRequests',
    `Number of requests for the subscription exceeded the limit. Please retry after ${seconds} seconds.`,
    { 'retry-after': String(seconds) },
  );
}

function unknownRoute(call: Call): Refusal {
  const type =
    decodePath(call.path)
      .split(/\/providers\//i)
      .at(-1) ?? '';
  return armError(
    404,
    'InvalidResourceType',
    `The resource type could not be found for the path '${type}' and the method ${call.method}. The sandbox serves what its README lists.`,
  );
}

export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
