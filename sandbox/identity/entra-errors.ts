import { randomUUID } from 'node:crypto';
import type { Reply } from '../server/exchange.ts';

/**
 * An error of the token endpoint, in its JSON shape.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function aadsts(options: {
  readonly code: number;
  readonly error: string;
  readonly message: string;
  /** Epoch ms. */
  readonly now: number;
  readonly status?: number;
  readonly suberror?: string;
}): Reply {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = new Date(options.now).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return {
    status: options.status ?? (options.error === 'invalid_client' ? 401 : 400),
    body: {
      error: options.error,
      error_description: `AADSTS${options.code}: ${options.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [options.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${options.code}`,
      ...(options.suberror === undefined ? {} : { suberror: options.suberror }),
    },
  };
}
