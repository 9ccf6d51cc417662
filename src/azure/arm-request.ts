import type { HttpMethods } from '@azure/core-rest-pipeline';

export interface Answer {
  readonly status: number;
  /** Parsed JSON; `undefined` for an answer without a body. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
}

export interface ArmRequest {
  readonly method?: HttpMethods;
  /** Absolute path, or an absolute URL at the same host (a `nextLink` or `Location`). */
  readonly path: string;
  readonly apiVersion?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In words, for error sentences: `the account contoso-ai`. */
  readonly what: string;
  /** The ARM action this needs, for the sentence about a missing permission. */
  readonly action: string;
  /** The ARM scope at which it is needed. */
  readonly scope: string;
}
