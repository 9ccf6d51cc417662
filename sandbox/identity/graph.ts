import {
  asRecord,
  header,
  jsonBody,
  type Call,
  type Reply,
  type Service,
} from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { applications } from './applications.ts';
import { graphError } from './graph-error.ts';

/**
 * Microsoft Graph: object ids to names, and the registration of apps.
 * https://learn.microsoft.com/graph/api/directoryobject-getbyids
 */
export function microsoftGraph(runtime: Runtime): Service {
  return async (call: Call): Promise<Reply> => {
    const token = /^Bearer (.+)$/i.exec(header(call, 'authorization') ?? '')?.[1];
    const verified = token === undefined ? undefined : await runtime.tokens.verify(token);
    // A private cloud's Graph is named by the address at which it is.
    const audiences = ['https://graph.microsoft.com', runtime.urls.arm];
    if (!verified?.ok || !audiences.includes(verified.claims.audience.replace(/\/$/, ''))) {
      return graphError(
        401,
        'InvalidAuthenticationToken',
        'Access token validation failure. Invalid audience.',
        call,
      );
    }
    call.caller = verified.claims.objectId;
    const answer = applications(runtime, call, verified.claims.tenantId);
    if (answer) return answer;
    if (!runtime.behaviour.graphAllowed) {
      return graphError(
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
        call,
      );
    }
    if (call.method !== 'POST' || !/\/directoryObjects\/getByIds$/i.test(call.path)) {
      return graphError(400, 'BadRequest', 'Resource not found for the segment.', call);
    }
    const ids = jsonBody(call)?.ids;
    if (!Array.isArray(ids) || ids.length > 1_000) {
      return graphError(400, 'Request_BadRequest', 'ids must hold 1 to 1000 object ids.', call);
    }
    const value = ids.flatMap((id) => objectOf(runtime, String(id)) ?? []);
    return { status: 200, body: { value } };
  };
}

function objectOf(runtime: Runtime, id: string): Record<string, unknown> | undefined {
  const type = (name: string): Record<string, string> => ({
    '@odata.type': `#microsoft.graph.${name}`,
  });
  const { users, groups, servicePrincipals } = runtime.world;
  const is = (object: { id: string }): boolean => object.id.toLowerCase() === id.toLowerCase();
  const user = users.find(is);
  if (user) return { ...type('user'), ...user };
  const group = groups.find(is);
  if (group) return { ...type('group'), id: group.id, displayName: group.displayName };
  const principal = asRecord(servicePrincipals.find(is));
  return (
    principal && {
      ...type('servicePrincipal'),
      id: principal.id,
      appId: principal.appId,
      servicePrincipalNames: [principal.appId],
      displayName: principal.displayName,
    }
  );
}
