import { header, type Call, type Reply, type Service } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { isKnownResource } from './resources.ts';

/**
 * Tokens for a managed identity in the form of Azure App Service: `IDENTITY_ENDPOINT` with the header
 * `X-IDENTITY-HEADER`. https://learn.microsoft.com/azure/app-service/overview-managed-identity
 */
export function managedIdentity(runtime: Runtime, identityHeader: string): Service {
  return async (call: Call): Promise<Reply> => {
    if (header(call, 'x-identity-header') !== identityHeader) {
      return { status: 401, body: { statusCode: 401, message: 'Invalid X-IDENTITY-HEADER.' } };
    }
    const clientId = call.query.get('client_id');
    const identities = runtime.world.servicePrincipals.filter(
      ({ kind }) => kind === 'ManagedIdentity',
    );
    const principal = clientId
      ? identities.find(({ appId }) => appId.toLowerCase() === clientId.toLowerCase())
      : identities[0];
    const resource = (call.query.get('resource') ?? '').replace(/\/\.default$/, '');
    if (!principal || !isKnownResource(resource, runtime.urls.arm)) {
      return {
        status: 400,
        body: {
          statusCode: 400,
          message: 'Unable to load the proper Managed Identity.',
          correlationId: call.id,
        },
      };
    }
    call.caller = principal.appId;
    const seconds = runtime.behaviour.accessTokenSeconds;
    const token = await runtime.tokens.issue(
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
      body: {
        access_token: token,
        client_id: principal.appId,
        expires_on: String(Math.floor(runtime.clock.now() / 1_000) + seconds),
        resource,
        token_type: 'Bearer',
      },
    };
  };
}
