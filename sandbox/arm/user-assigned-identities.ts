import { randomUUID } from 'node:crypto';
import { twinOf } from '../identity/applications.ts';
import { asRecord, jsonBody, ok, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { FederatedCredential, UserAssignedIdentity } from '../world.ts';
import { same } from './accounts.ts';
import { armError, badRequest, childNotFound, notFound } from './errors.ts';
import { subscriptionId } from './ids.ts';
import { page } from './paging.ts';
import type { ArmCall, Route } from './route.ts';

const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const IDENTITY = `/subscriptions/{sub}/resourceGroups/{rg}/providers/${TYPE}/{identity}`;
const CREDENTIALS = `${IDENTITY}/federatedIdentityCredentials`;

/** https://learn.microsoft.com/rest/api/managedidentity/ */
export function userAssignedIdentityRoutes(runtime: Runtime): Route[] {
  const provider = 'managedIdentity';
  return [
    {
      method: 'GET',
      path: IDENTITY,
      provider,
      action: `${TYPE}/read`,
      handle: (call) => ok(identityView(runtime, identityOf(runtime, call))),
    },
    {
      method: 'PUT',
      path: IDENTITY,
      provider,
      action: `${TYPE}/write`,
      handle: (call) => put(runtime, call),
    },
    {
      method: 'GET',
      path: CREDENTIALS,
      provider,
      action: `${TYPE}/federatedIdentityCredentials/read`,
      handle: (call) => {
        const identity = identityOf(runtime, call);
        const items = credentialsOf(runtime, identity).map((one) => credentialView(identity, one));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'PUT',
      path: `${CREDENTIALS}/{name}`,
      provider,
      action: `${TYPE}/federatedIdentityCredentials/write`,
      handle: (call) => trust(runtime, call),
    },
  ];
}

function find(runtime: Runtime, { params }: ArmCall): UserAssignedIdentity | undefined {
  const { sub = '', rg = '', identity = '' } = params;
  return (runtime.world.userAssignedIdentities ?? []).find(
    (one) =>
      same(one.subscriptionId, sub) && same(one.resourceGroup, rg) && same(one.name, identity),
  );
}

/** @throws Refusal 404 */
function identityOf(runtime: Runtime, call: ArmCall): UserAssignedIdentity {
  const found = find(runtime, call);
  if (!found) throw notFound(TYPE, call.params.identity ?? '', call.params.rg ?? '');
  return found;
}

function put(runtime: Runtime, call: ArmCall): Reply {
  const existing = find(runtime, call);
  if (existing) return ok(identityView(runtime, existing));
  const location = jsonBody(call)?.location;
  if (typeof location !== 'string') {
    throw badRequest('The location property is required for this definition.', 'LocationRequired');
  }
  const { sub = '', rg = '', identity: name = '' } = call.params;
  const { tenantId } = call.claims;
  const identity: UserAssignedIdentity = {
    subscriptionId: sub,
    resourceGroup: rg,
    name,
    location,
    principalId: randomUUID(),
    clientId: randomUUID(),
  };
  (runtime.world.userAssignedIdentities ??= []).push(identity);
  runtime.world.servicePrincipals.push({
    id: identity.principalId,
    appId: identity.clientId,
    displayName: name,
    tenantId,
    kind: 'ManagedIdentity',
    federatedCredentials: [],
  });
  return { status: 201, body: identityView(runtime, identity) };
}

function trust(runtime: Runtime, call: ArmCall): Reply {
  const identity = identityOf(runtime, call);
  const { issuer, subject, audiences } = asRecord(jsonBody(call)?.properties) ?? {};
  const [audience] = Array.isArray(audiences) ? (audiences as unknown[]) : [];
  const { name = '' } = call.params;
  if (typeof issuer !== 'string' || typeof subject !== 'string' || typeof audience !== 'string') {
    throw badRequest('issuer, subject and one audience are required.');
  }
  const all = credentialsOf(runtime, identity);
  const credential = { name, issuer, subject, audience };
  const others = all.filter((one) => one.name !== name);
  const twin = twinOf(others, credential);
  if (twin !== undefined) throw armError(409, 'Conflict', twin);
  const created = others.length === all.length;
  all.splice(0, all.length, ...others, credential);
  return { status: created ? 201 : 200, body: credentialView(identity, credential) };
}

/** The live list of the identity's service principal. @throws Refusal 404 */
function credentialsOf(runtime: Runtime, identity: UserAssignedIdentity): FederatedCredential[] {
  const principal = runtime.directory.servicePrincipal(identity.principalId);
  if (!principal) throw childNotFound('The service principal of', identity.name);
  return (principal.federatedCredentials ??= []);
}

function idOf({ subscriptionId: sub, resourceGroup, name }: UserAssignedIdentity): string {
  return `${subscriptionId(sub)}/resourceGroups/${resourceGroup}/providers/${TYPE}/${name}`;
}

function identityView(runtime: Runtime, identity: UserAssignedIdentity): unknown {
  const { name, location, principalId, clientId } = identity;
  const tenantId = runtime.directory.servicePrincipal(principalId)?.tenantId;
  return {
    id: idOf(identity),
    name,
    type: TYPE,
    location,
    tags: {},
    properties: { tenantId, principalId, clientId },
  };
}

function credentialView(identity: UserAssignedIdentity, credential: FederatedCredential): unknown {
  const { name, issuer, subject, audience } = credential;
  return {
    id: `${idOf(identity)}/federatedIdentityCredentials/${name}`,
    name,
    type: `${TYPE}/federatedIdentityCredentials`,
    properties: { issuer, subject, audiences: [audience] },
  };
}
