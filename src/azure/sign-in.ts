import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Cloud } from '../domain/cloud.ts';
import type { SignInSettings } from '../domain/settings.ts';
import { SignInError } from './errors.ts';
import { explainSignIn } from './explain-sign-in.ts';
import { readClaims, readObjectId, type AssertionClaims } from './assertion-claims.ts';
import { withoutForms } from './no-forms.ts';
import { SignInWire } from './sign-in-wire.ts';

export interface SignInOptions {
  readonly settings: SignInSettings;
  readonly cloud: Cloud;
  readonly httpClient: HttpClient;
  /** Asks GitHub for a new OIDC token. Called inside every token request: it lives for five minutes. */
  readonly getAssertion: () => Promise<string>;
  /** Called with every token before anything else happens to it. */
  readonly mask: (secret: string) => void;
}

/** Renewed this long before it ends, so that no request starts with a token that ends on the way. */
const RENEW_BEFORE_MS = 120_000;

/**
 * Access tokens, one per scope, in memory only. It is a `TokenCredential`, so the SDK's clients share it.
 * Concurrent askers of one scope share one request.
 */
export class Tokens implements TokenCredential {
  readonly #options: SignInOptions;
  readonly #cached = new Map<string, Promise<AccessToken>>();
  readonly #wire: SignInWire;
  /** One per token request: the library asks for the assertion more than once within it. */
  readonly #request = new AsyncLocalStorage<{ assertion?: Promise<string> }>();
  #credential: Promise<TokenCredential> | undefined;
  #claims: AssertionClaims | undefined;

  constructor(options: SignInOptions) {
    this.#options = options;
    this.#wire = new SignInWire(options.httpClient);
  }

  /** @throws SignInError with one sentence and its fix. */
  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
    const scope = typeof scopes === 'string' ? scopes : scopes.join(' ');
    const cached = this.#cached.get(scope);
    if (cached && options.claims === undefined) {
      const token = await cached;
      // A service refused it in the meantime.
      if (this.#cached.get(scope) !== cached) return this.getToken(scopes, options);
      if (token.expiresOnTimestamp - Date.now() > RENEW_BEFORE_MS) return token;
      this.#cached.delete(scope);
      return this.getToken(scopes, options);
    }
    const asked = this.#ask(scope, options);
    this.#cached.set(scope, asked);
    asked.catch(() => {
      if (this.#cached.get(scope) === asked) this.#cached.delete(scope);
    });
    return asked;
  }

  /**
   * Object id of the identity that is signed in, lower-cased, from the claim `oid` of its own token;
   * `undefined` when the token cannot be read. @throws SignInError
   */
  async ownObjectId(scope: string): Promise<string | undefined> {
    const { token } = await this.getToken(scope);
    return readObjectId(token);
  }

  /** Forgets a token that a service refused, so that the next request gets a new one. */
  forget(scope: string, token: string): void {
    const cached = this.#cached.get(scope);
    void cached?.then(
      (held) => {
        if (held.token === token && this.#cached.get(scope) === cached) {
          this.#cached.delete(scope);
          // The library keeps its own cache: a new credential is the way past it.
          this.#credential = undefined;
        }
      },
      () => undefined,
    );
  }

  async #ask(scope: string, options: GetTokenOptions): Promise<AccessToken> {
    try {
      this.#credential ??= this.#create();
      const credential = await this.#credential;
      const token = await this.#request.run({}, () => credential.getToken(scope, options));
      if (!token) throw new Error('the credential returned no token');
      this.#options.mask(token.token);
      return token;
    } catch (error) {
      if (error instanceof SignInError) throw error;
      const { settings, cloud } = this.#options;
      const reason = explainSignIn({
        error: this.#wire.cause(error),
        claims: this.#claims,
        clientId: settings.clientId,
        tenantId: settings.tenantId,
        auth: settings.auth,
        authorityHost: cloud.authorityHost,
        audience: settings.audience,
        scope,
      });
      throw new SignInError(reason, error);
    }
  }

  async #create(): Promise<TokenCredential> {
    const { settings, cloud } = this.#options;
    withoutForms();
    const identity = await import('@azure/identity');
    const common = { httpClient: this.#wire, retryOptions: { maxRetries: 0 } };
    switch (settings.auth) {
      case 'oidc':
        return new identity.ClientAssertionCredential(
          settings.tenantId,
          settings.clientId,
          () => this.#assertion(),
          // The authority is ours to name; asking login.microsoftonline.com about it would leak it
          // from private clouds and cost a request in all others.
          { ...common, authorityHost: cloud.authorityHost, disableInstanceDiscovery: true },
        );
      case 'azure-cli':
        return new identity.AzureCliCredential(
          settings.tenantId ? { tenantId: settings.tenantId } : {},
        );
      case 'managed-identity':
        return settings.clientId
          ? new identity.ManagedIdentityCredential({ ...common, clientId: settings.clientId })
          : new identity.ManagedIdentityCredential(common);
    }
  }

  async #assertion(): Promise<string> {
    const request = this.#request.getStore() ?? {};
    request.assertion ??= this.#options.getAssertion();
    const assertion = await request.assertion;
    this.#options.mask(assertion);
    this.#claims = readClaims(assertion);
    return assertion;
  }
}
