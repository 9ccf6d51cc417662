import type { Unknown } from '../domain/observation.ts';

/** What a request that got no answer means, in words; `final`: asking again will not help. */
export function networkReason(
  host: string,
  error: unknown,
): { readonly reason: Unknown; readonly short: string; readonly final: boolean } {
  const code = errorCode(error);
  if (isTimeout(error)) {
    return {
      short: 'no answer in time',
      final: false,
      reason: {
        kind: 'timeout',
        message: `${host} did not answer in time.`,
        remedy: 'Run the step again; if it stays so, look at the network path from the runner.',
      },
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      short: 'host name not found',
      final: code === 'ENOTFOUND',
      reason: {
        kind: 'network',
        message: `The host name ${host} could not be resolved (${code}).`,
        remedy:
          'Check that the name is right; behind a private endpoint, run the job on a runner inside that network.',
      },
    };
  }
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)) {
    return {
      short: `TLS failure ${code}`,
      final: true,
      reason: {
        kind: 'network',
        message: `The TLS connection to ${host} failed (${code}).`,
        remedy:
          'If the runner is behind a proxy that re-signs traffic, set NODE_EXTRA_CA_CERTS to the file with its root certificate.',
      },
    };
  }
  return {
    short: code || 'connection failed',
    final: false,
    reason: {
      kind: 'network',
      message: `The connection to ${host} failed (${code || 'no code'}).`,
      remedy:
        'Check that the runner may reach this host on port 443, and the proxy settings of the runner.',
    },
  };
}

/** The system's code of an error or of what caused it, e.g. `ECONNREFUSED`. */
function errorCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && at.code !== 'REQUEST_SEND_ERROR')
      return at.code;
  }
  return '';
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' ||
      error.name === 'TimeoutError' ||
      /ETIMEDOUT|UND_ERR_.*TIMEOUT/.test(errorCode(error)))
  );
}
