import { Refusal, type Call, type Reply, type Service } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { ServicePrincipal } from '../world.ts';
import { aadsts } from './entra-errors.ts';
import { checkAssertion } from './federation.ts';
import { managedIdentity } from './managed-identity.ts';
import { isKnownResource, resourceOf } from './resources.ts';
import type { SigningKey } from './signing-keys.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The token endpoint of Microsoft Entra ID for workloads, with the discovery documents of its clients. */
export function entra(runtime: Runtime, githubKey: SigningKey, identityHeader: string): Service {
  const identity = managedIdentity(runtime, identityHeader);
  return async (call: Call): Promise<Reply> => {
    if (call.path === '/msi/token') return identity(call);
    if (/^\/common\/discovery\/instance$/i.test(call.path)) return instanceDiscovery(call);
    const route = /^\/([^/]+)\/(.+)$/.exec(decodeURIComponent(call.path));
    const [, tenant = '', rest = ''] = route ?? [];
    if (rest === 'discovery/v2.0/keys') return { status: 200, body: runtime.tokens.jwks };
    if (/^(v2\.0\/)?\.well-known\/openid-configuration$/.test(rest)) {
      return openidConfiguration(runtime, call, tenant);
    }
    if (/^oauth2\/(v2\.0\/)?token$/.test(rest) && call.method === 'POST') {
      return token(runtime, call, tenant, githubKey);
    }
    return { status: 404, body: { error: 'not_found', error_description: 'No such page.' } };
  };
}

async function token(
  runtime: Runtime,
  call: Call,
  tenant: string,
  githubKey: SigningKey,
): Promise<Reply> {
  const now = runtime.clock.now();
  const tenantId = tenantOf(runtime, tenant);
  const form = new URLSearchParams(call.rawBody);
  const clientId = form.get('client_id') ?? '';
  call.caller = clientId;
  const principal = runtime.world.servicePrincipals.find(
    (candidate) =>
      candidate.appId.toLowerCase() === clientId.toLowerCase() &&
      candidate.tenantId.toLowerCase() === tenantId.toLowerCase(),
  );
  if (!principal) {
    return aadsts({
      code: 700016,
      error: 'unauthorized_client',
      message: `Application with identifier '${clientId}' was not found in the directory '${nameOf(runtime, tenantId)}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
      now,
    });
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return aadsts({
      code: 70003,
      error: 'unsupported_grant_type',
      message: `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
      now,
    });
  }
  const assertion = form.get('client_assertion');
  if (assertion === null || form.get('client_assertion_type') !== ASSERTION_TYPE) {
    return aadsts({
      code: 7000218,
      error: 'invalid_client',
      message:
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      now,
    });
  }
  await checkAssertion(assertion, principal, githubKey, now);
  if (principal.blockedByConditionalAccess === true) {
    return aadsts({
      code: 53003,
      error: 'invalid_grant',
      message:
        'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      now,
      suberror: 'message_only',
    });
  }
  return accessToken(runtime, principal, form.get('scope') ?? '');
}

async function accessToken(
  runtime: Runtime,
  principal: ServicePrincipal,
  scope: string,
): Promise<Reply> {
  const now = runtime.clock.now();
  const wanted = scope.split(' ').filter((part) => !/^(openid|profile|offline_access)$/.test(part));
  const resource = resourceOf(wanted[0] ?? '');
  if (resource === undefined || wanted.length !== 1) {
    return aadsts({
      code: 1002012,
      error: 'invalid_scope',
      message: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
      now,
    });
  }
  if (!isKnownResource(resource, runtime.urls.arm)) {
    return aadsts({
      code: 500011,
      error: 'invalid_resource',
      message: `The resource principal named ${resource} was not found in the tenant named ${nameOf(runtime, principal.tenantId)}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
      now,
    });
  }
  const seconds = runtime.behaviour.accessTokenSeconds;
  const value = await runtime.tokens.issue(
    {
      audience: resource,
      tenantId: principal.tenantId,
      objectId: principal.id,
      appId: principal.appId,
    },
    seconds,
  );
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      token_type: 'Bearer',
      expires_in: seconds,
      ext_expires_in: seconds,
      access_token: value,
    },
  };
}

/** @throws Refusal AADSTS90002 */
function tenantOf(runtime: Runtime, tenant: string): string {
  const found = runtime.world.tenants.find(
    ({ id, displayName }) =>
      id.toLowerCase() === tenant.toLowerCase() ||
      displayName?.toLowerCase() === tenant.toLowerCase(),
  );
  if (found) return found.id;
  // The name under which Azure Stack signs in; clients skip instance discovery for it.
  if (tenant.toLowerCase() === 'adfs') return runtime.world.signIn.tenantId;
  throw new Refusal(
    aadsts({
      code: 90002,
      error: 'invalid_tenant',
      message: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
      now: runtime.clock.now(),
    }),
  );
}

function nameOf(runtime: Runtime, tenantId: string): string {
  return runtime.world.tenants.find(({ id }) => id === tenantId)?.displayName ?? tenantId;
}

function openidConfiguration(runtime: Runtime, call: Call, tenant: string): Reply {
  const id = tenantOf(runtime, tenant);
  const base = `${call.origin}/${id}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'private_key_jwt',
        'client_secret_basic',
      ],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: 'WW',
      cloud_instance_name: new URL(call.origin).host,
    },
  };
}

function instanceDiscovery(call: Call): Reply {
  const host = new URL(call.origin).host;
  const asked = call.query.get('authorization_endpoint') ?? '';
  const tenant = URL.canParse(asked)
    ? (new URL(asked).pathname.split('/')[1] ?? 'common')
    : 'common';
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${call.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
