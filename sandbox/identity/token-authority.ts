import { randomBytes } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { SandboxClock } from '../server/clock.ts';
import type { Secrets } from '../server/secrets.ts';
import type { SigningKey } from './signing-keys.ts';

export interface AccessClaims {
  readonly audience: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly appId: string;
  /** Epoch seconds. */
  readonly expires: number;
}

export type Verified =
  | { readonly ok: true; readonly claims: AccessClaims }
  | { readonly ok: false; readonly why: 'malformed' | 'signature' }
  | { readonly ok: false; readonly why: 'expired'; readonly expires: number };

/** Issues and verifies Entra access tokens. */
export class TokenAuthority {
  readonly #key: SigningKey;
  readonly #clock: SandboxClock;
  readonly #secrets: Secrets;
  readonly #verified = new Map<string, AccessClaims>();
  readonly #live = new Set<string>();

  constructor(key: SigningKey, clock: SandboxClock, secrets: Secrets) {
    this.#key = key;
    this.#clock = clock;
    this.#secrets = secrets;
  }

  get jwks(): { keys: unknown[] } {
    return { keys: [this.#key.jwk] };
  }

  async issue(token: Omit<AccessClaims, 'expires'>, lifetimeSeconds: number): Promise<string> {
    const now = Math.floor(this.#clock.now() / 1_000);
    const jwt = await new SignJWT({
      appid: token.appId,
      idp: `https://sts.windows.net/${token.tenantId}/`,
      idtyp: 'app',
      oid: token.objectId,
      tid: token.tenantId,
      uti: randomBytes(16).toString('base64url'),
      ver: '1.0',
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#key.kid })
      .setIssuer(`https://sts.windows.net/${token.tenantId}/`)
      .setAudience(token.audience)
      .setSubject(token.objectId)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(this.#key.privateKey);
    this.#live.add(jwt);
    return this.#secrets.add(jwt);
  }

  /** From now on every token that was issued until now is answered as expired; time stands where it was. */
  expireAll(): void {
    this.#live.clear();
  }

  async verify(token: string): Promise<Verified> {
    const claims = this.#verified.get(token) ?? (await this.#check(token));
    if (typeof claims === 'string') return { ok: false, why: claims };
    this.#verified.set(token, claims);
    return claims.expires * 1_000 <= this.#clock.now() || !this.#live.has(token)
      ? { ok: false, why: 'expired', expires: claims.expires }
      : { ok: true, claims };
  }

  async #check(token: string): Promise<AccessClaims | 'malformed' | 'signature'> {
    let payload: JWTPayload;
    try {
      decodeJwt(token);
    } catch {
      return 'malformed';
    }
    try {
      const verified = await jwtVerify(token, this.#key.publicKey, {
        // Expiry is looked at on each use, by the sandbox's clock.
        currentDate: new Date(0),
        clockTolerance: 1e10,
      });
      payload = verified.payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return 'signature';
      throw error;
    }
    return {
      audience: String(payload.aud),
      tenantId: String(payload.tid),
      objectId: String(payload.oid),
      appId: String(payload.appid),
      expires: payload.exp ?? 0,
    };
  }
}
