import { clip } from '../domain/clip.ts';
import type { Unknown } from '../domain/observation.ts';
import type { AssertionClaims } from './assertion-claims.ts';

/** What is known of a sign-in that failed. */
export interface SignInFailure {
  readonly error: unknown;
  /** Of the assertion that was sent; absent when none was. */
  readonly claims: AssertionClaims | undefined;
  readonly clientId: string;
  readonly tenantId: string;
  readonly auth: 'oidc' | 'azure-cli' | 'managed-identity';
  readonly authorityHost: string;
  /** Of the GitHub token, as asked for. */
  readonly audience: string;
  readonly scope: string;
}

/** One sentence, what to do about it, and the part of the set-up that is missing where the refusal tells. */
export type Explanation = Omit<Unknown, 'kind'> & { readonly remedy: string };

/** First line as a sentence, without Entra's trace ids at its end, at most 300 characters. */
export function asSentence(text: string): string {
  const line = (text.split(/\r?\n/)[0] ?? '').replace(/Trace ID:.*$/, '').trim();
  return clip(/[.!?]$/.test(line) ? line : `${line}.`, 300);
}
