import { armAudiences } from '../identity/resources.ts';
import type { AccessClaims } from '../identity/token-authority.ts';
import { header, type Call, type Refusal } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { armError } from './errors.ts';

/** @throws Refusal 401, in the wording of Azure Resource Manager */
export async function authenticate(runtime: Runtime, call: Call): Promise<AccessClaims> {
  const authorization = header(call, 'authorization');
  if (authorization === undefined) {
    throw challenge(
      runtime,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    );
  }
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1];
  const verified = token === undefined ? undefined : await runtime.tokens.verify(token);
  if (!verified?.ok) {
    if (verified?.why === 'expired') {
      throw challenge(
        runtime,
        'ExpiredAuthenticationToken',
        `The access token expiry UTC time '${new Date(verified.expires * 1_000).toISOString()}' is earlier than current UTC time '${new Date(runtime.clock.now()).toISOString()}'.`,
      );
    }
    throw challenge(runtime, 'InvalidAuthenticationToken', 'The access token is invalid.');
  }
  const { claims } = verified;
  call.caller = claims.objectId;
  const allowed = armAudiences(runtime.urls.arm);
  if (!allowed.includes(claims.audience)) {
    throw challenge(
      runtime,
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${claims.audience}'. It should exactly match with one of the allowed audiences ${allowed.map((audience) => `'${audience}'`).join(',')}.`,
    );
  }
  return claims;
}

/** A subscription trusts one tenant only. @throws Refusal 401 */
export function checkTenant(runtime: Runtime, claims: AccessClaims, tenantId: string): void {
  if (claims.tenantId.toLowerCase() === tenantId.toLowerCase()) return;
  throw challenge(
    runtime,
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer 'https://sts.windows.net/${claims.tenantId}/'. It must match the tenant 'https://sts.windows.net/${tenantId}/' associated with this subscription. Please use the authority (URL) '${runtime.urls.entra}/${tenantId}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
  );
}

function challenge(runtime: Runtime, code: string, message: string): Refusal {
  const tenant = runtime.world.signIn.tenantId;
  return armError(401, code, message, {
    'www-authenticate': `Bearer authorization_uri="${runtime.urls.entra}/${tenant}", error="invalid_token", error_description="${message.replaceAll('"', "'")}"`,
  });
}
