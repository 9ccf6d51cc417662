import type { Unknown } from '../domain/observation.ts';

/** A request that did not end in a usable answer, in our own words. Its message is fit for a person. */
export class AzureError extends Error {
  readonly reason: Unknown;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Azure's own error code, e.g. `AuthorizationFailed`; empty when there is none. */
  readonly code: string;

  constructor(
    reason: Unknown,
    details: { readonly status?: number; readonly code?: string; readonly cause?: unknown } = {},
  ) {
    super(reason.message, { cause: details.cause });
    this.name = 'AzureError';
    this.reason = reason;
    this.status = details.status ?? 0;
    this.code = details.code ?? '';
  }
}

/** Sign-in failed: nothing can be asked of Azure. */
export class SignInError extends Error {
  readonly reason: Unknown;

  constructor(reason: Omit<Unknown, 'kind'>, cause?: unknown) {
    super(reason.message, { cause });
    this.name = 'SignInError';
    this.reason = { kind: 'not-signed-in', ...reason };
  }
}
