import { randomUUID } from 'node:crypto';
import { jsonBody, ok, type Call, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Application, FederatedCredential, ServicePrincipal } from '../world.ts';
import { graphError } from './graph-error.ts';

/**
 * Registering an app and trusting a workflow, as far as `az ad app`, `az ad sp` and
 * `az ad app federated-credential` go. `undefined` where the path is about something else, or the
 * caller may not.
 * https://learn.microsoft.com/graph/api/resources/application
 * https://learn.microsoft.com/graph/api/application-post-federatedidentitycredentials
 */
export function applications(runtime: Runtime, call: Call, tenantId: string): Reply | undefined {
  const [, collection = '', id, child] =
    /^\/v1\.0\/(applications|servicePrincipals)(?:\/([^/]+)(?:\/(\w+))?)?\/?$/i.exec(call.path) ??
    [];
  if (collection === '' || !runtime.behaviour.appsAllowed) return undefined;
  const apps = (runtime.world.applications ??= []);
  const ofApps = collection.toLowerCase() === 'applications';
  if (id === undefined) {
    if (call.method === 'GET') {
      const all = ofApps ? apps.map(appView) : runtime.world.servicePrincipals.map(principalView);
      return filtered(all, call);
    }
    if (call.method === 'POST') {
      return ofApps ? register(apps, call) : represent(runtime, apps, call, tenantId);
    }
  }
  const app = ofApps && id !== undefined ? apps.find((one) => one.id === id) : undefined;
  if (app && child === undefined && call.method === 'GET') return ok(appView(app));
  if (app && child?.toLowerCase() === 'federatedidentitycredentials') {
    if (call.method === 'GET') return ok({ value: app.federatedCredentials.map(credentialView) });
    if (call.method === 'POST') return trust(app, call);
  }
  return graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id ?? ''}' does not exist or one of its queried reference-property objects are not present.`,
    call,
  );
}

function register(apps: Application[], call: Call): Reply {
  const displayName = jsonBody(call)?.displayName;
  if (typeof displayName !== 'string' || displayName === '') {
    return graphError(400, 'Request_BadRequest', 'displayName is required.', call);
  }
  const app = { id: randomUUID(), appId: randomUUID(), displayName, federatedCredentials: [] };
  apps.push(app);
  return { status: 201, body: appView(app) };
}

function represent(
  runtime: Runtime,
  apps: readonly Application[],
  call: Call,
  tenantId: string,
): Reply {
  const { servicePrincipals } = runtime.world;
  const app = apps.find(({ appId }) => appId === jsonBody(call)?.appId);
  if (!app) return graphError(400, 'Request_BadRequest', 'The appId does not exist.', call);
  if (servicePrincipals.some(({ appId }) => appId === app.appId)) {
    return graphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${app.appId} is already in use.`,
      call,
    );
  }
  const principal: ServicePrincipal = {
    id: randomUUID(),
    appId: app.appId,
    displayName: app.displayName,
    tenantId,
    kind: 'Application',
    // The app's own list: a credential that is added later counts.
    federatedCredentials: app.federatedCredentials,
  };
  servicePrincipals.push(principal);
  return { status: 201, body: principalView(principal) };
}

function trust(app: Application, call: Call): Reply {
  const body = jsonBody(call) ?? {};
  const { name, issuer, subject, audiences } = body;
  const [audience] = Array.isArray(audiences) ? (audiences as unknown[]) : [];
  if (
    typeof name !== 'string' ||
    !/^[A-Za-z0-9_-]{3,120}$/.test(name) ||
    typeof issuer !== 'string' ||
    typeof subject !== 'string' ||
    typeof audience !== 'string'
  ) {
    return graphError(
      400,
      'Request_BadRequest',
      'name (3 to 120 letters, digits, hyphens), issuer, subject and one audience are required.',
      call,
    );
  }
  const credential = { name, issuer, subject, audience };
  const twin = twinOf(app.federatedCredentials, credential);
  if (twin !== undefined) {
    return graphError(409, 'Request_MultipleObjectsWithSameKeyValue', twin, call);
  }
  app.federatedCredentials.push(credential);
  return { status: 201, body: credentialView(credential) };
}

/** Why a credential cannot stand beside the others of its identity: names and subjects are unique, 20 fit. */
export function twinOf(
  others: readonly FederatedCredential[],
  { name, issuer, subject }: FederatedCredential,
): string | undefined {
  if (others.some((other) => other.name === name)) {
    return `FederatedIdentityCredential with name ${name} already exists.`;
  }
  if (others.some((other) => other.issuer === issuer && other.subject === subject)) {
    return 'FederatedIdentityCredential with the same issuer and subject already exists.';
  }
  return others.length >= 20 ? 'No more than 20 federated credentials are allowed.' : undefined;
}

/** `displayName eq 'x'`, `appId eq 'x'`, `startswith(displayName,'x')`, `servicePrincipalNames/any(c:c eq 'x')`. */
function filtered(all: readonly Record<string, unknown>[], call: Call): Reply {
  const filter = call.query.get('$filter') ?? '';
  const equal = /^(\w+) eq '([^']*)'$/.exec(filter);
  const starts = /^startswith\((\w+),\s*'([^']*)'\)$/i.exec(filter);
  const any = /^(\w+)\/any\((\w):\2 eq '([^']*)'\)$/.exec(filter);
  const fits = (object: Record<string, unknown>): boolean => {
    if (equal) return object[equal[1] ?? ''] === equal[2];
    if (starts) return String(object[starts[1] ?? '']).startsWith(starts[2] ?? '');
    const values = any ? object[any[1] ?? ''] : undefined;
    return Array.isArray(values) && values.includes(any?.[3]);
  };
  if (filter !== '' && !equal && !starts && !any) {
    return graphError(400, 'Request_UnsupportedQuery', `Unsupported filter: ${filter}`, call);
  }
  return ok({ value: filter === '' ? all : all.filter(fits) });
}

function appView({ id, appId, displayName }: Application): Record<string, unknown> {
  return { id, appId, displayName, identifierUris: [], signInAudience: 'AzureADMyOrg' };
}

function principalView(principal: ServicePrincipal): Record<string, unknown> {
  const { id, appId, displayName, kind } = principal;
  return {
    id,
    appId,
    displayName,
    servicePrincipalType: kind,
    servicePrincipalNames: [appId],
    accountEnabled: true,
  };
}

function credentialView({ name, issuer, subject, audience }: FederatedCredential): unknown {
  return { id: name, name, issuer, subject, audiences: [audience], description: null };
}
