import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { Refusal } from '../server/exchange.ts';
import type { ServicePrincipal } from '../world.ts';
import { aadsts } from './entra-errors.ts';
import type { SigningKey } from './signing-keys.ts';

const ADVICE =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

/**
 * Judges a client assertion against an identity's federated credentials: signature, time, then issuer,
 * subject and audience, each compared with regard to letter case.
 * @param now epoch ms
 * @throws Refusal with the AADSTS code that names what differs
 */
export async function checkAssertion(
  assertion: string,
  principal: ServicePrincipal,
  githubKey: SigningKey,
  now: number,
): Promise<void> {
  const claims = await verifySignature(assertion, githubKey, now);
  const issuer = claims.iss ?? '';
  const subject = claims.sub ?? '';
  const audience = String(claims.aud);
  const from = (claims.nbf ?? claims.iat ?? 0) * 1_000;
  const until = (claims.exp ?? 0) * 1_000;
  if (now >= until || now < from - 300_000) {
    throw new Refusal(
      aadsts({
        code: 700024,
        error: 'invalid_client',
        message: `Client assertion is not within its valid time range. Current time: ${new Date(now).toISOString()}, assertion valid from ${new Date(from).toISOString()}, expiry time of assertion ${new Date(until).toISOString()}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
        now,
      }),
    );
  }
  const refuse = (code: number, what: string): Refusal =>
    new Refusal(
      aadsts({
        code,
        error: 'invalid_client',
        message: `No matching federated identity record found for presented assertion ${what}`,
        now,
      }),
    );
  if ((principal.federatedCredentials ?? []).length === 0) {
    throw new Refusal(
      aadsts({
        code: 70025,
        error: 'invalid_client',
        message: `The client '${principal.appId}'(${principal.displayName}) has no configured federated identity credentials.`,
        now,
      }),
    );
  }
  const ofIssuer = (principal.federatedCredentials ?? []).filter((c) => c.issuer === issuer);
  if (ofIssuer.length === 0) throw refuse(700211, `issuer '${issuer}'. ${ADVICE}`);
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject);
  if (ofSubject.length === 0) {
    const almost = ofIssuer.some((c) => c.subject.toLowerCase() === subject.toLowerCase());
    throw almost
      ? refuse(
          7002138,
          `subject '${subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. ${ADVICE}`,
        )
      : refuse(700213, `subject '${subject}'. ${ADVICE}`);
  }
  if (!ofSubject.some((credential) => credential.audience === audience)) {
    throw refuse(700212, `audience '${audience}'. ${ADVICE}`);
  }
}

async function verifySignature(
  assertion: string,
  githubKey: SigningKey,
  now: number,
): Promise<JWTPayload> {
  try {
    decodeJwt(assertion);
  } catch {
    throw new Refusal(
      aadsts({
        code: 50027,
        error: 'invalid_request',
        message: 'JWT token is invalid or malformed.',
        now,
      }),
    );
  }
  try {
    const verified = await jwtVerify(assertion, githubKey.publicKey, {
      currentDate: new Date(0),
      clockTolerance: 1e10,
    });
    return verified.payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw new Refusal(
      aadsts({
        code: 700027,
        error: 'invalid_client',
        message:
          'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]',
        now,
      }),
    );
  }
}
