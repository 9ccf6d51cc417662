import type { Call, Reply } from '../server/exchange.ts';

/** https://learn.microsoft.com/graph/errors */
export function graphError(status: number, code: string, message: string, call: Call): Reply {
  return {
    status,
    body: { error: { code, message, innerError: { 'request-id': call.id } } },
  };
}
