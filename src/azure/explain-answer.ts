import { clip, onOneLine } from '../domain/clip.ts';
import type { Unknown } from '../domain/observation.ts';
import { deniedRemedy } from '../domain/remedy.ts';
import type { ArmRequest } from './arm-request.ts';
import { AzureError } from './errors.ts';
import { at, isObject, textAt } from './json.ts';

export interface RefusedAnswer {
  readonly request: ArmRequest;
  readonly status: number;
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
}

/** The sentence for an answer of Azure Resource Manager that is not a success, and what to do. */
export function explainAnswer({ request, status, body, header }: RefusedAnswer): AzureError {
  const { code, message } = errorParts(body);
  const trace = header('x-ms-correlation-request-id') ?? header('x-ms-request-id');
  const tail = `HTTP ${status}${code ? ` ${code}` : ''}${trace ? `, correlation id ${trace}` : ''}`;
  return new AzureError(reason(request, status, code, message, tail), { status, code });
}

/** By error code. A map, because a code can be `constructor`. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ['SubscriptionNotFound', 'The subscription does not exist, or the identity has no role in it.'],
  ['ResourceGroupNotFound', 'The resource group does not exist.'],
]);

function reason(
  request: ArmRequest,
  status: number,
  code: string,
  message: string,
  tail: string,
): Unknown {
  const { what } = request;
  if (status === 429) {
    return {
      kind: 'throttled',
      message: `Azure throttled the request for ${what} until patience ran out (${tail}).`,
      remedy: 'Run again later, lower concurrency, or split the estate with shard.',
    };
  }
  if (status === 401) {
    return {
      kind: 'denied',
      message: `Azure refused the token for ${what} (${tail}).`,
      remedy:
        code === 'InvalidAuthenticationTokenTenant'
          ? 'The subscription belongs to another tenant: set tenant-id to the one that owns it.'
          : 'Check that environment and resource-manager-endpoint name the cloud in which the resource is, and tenant-id its tenant.',
    };
  }
  if (status === 403 && code === 'RequestDisallowedByPolicy') {
    return {
      kind: 'denied',
      message: `An Azure Policy assignment refuses the request for ${what}: ${clip(onOneLine(message), 300)} (${tail}).`,
      remedy:
        'Ask the owner of the policy assignment for an exemption, or change the resource as the policy demands.',
    };
  }
  if (status === 409 && code === 'ScopeLocked') {
    return {
      kind: 'unavailable',
      message: `A resource lock refuses the change of ${what}: ${clip(onOneLine(message), 300)} (${tail}).`,
      remedy:
        'Remove the ReadOnly lock, run again, and put it back. To find it: az lock list --resource-group GROUP',
    };
  }
  if (status === 403) {
    const asked = /perform action '([^']+)'(?: over scope '([^']+)')?/.exec(message);
    const action = asked?.[1] ?? request.action;
    const scope = asked?.[2] ?? request.scope;
    return {
      kind: 'denied',
      message: `The workflow's identity may not read or change ${what}: it lacks ${action} at ${scope} (${tail}).`,
      remedy: deniedRemedy(action, scope),
      action,
      scope,
    };
  }
  if (status === 404) {
    return {
      kind: 'not-found',
      message: `Azure did not find ${what} (${tail}). ${MISSING.get(code) ?? ''}`.trim(),
      remedy:
        'Check the id letter by letter, and that tenant-id and environment are those of the resource.',
    };
  }
  if (status >= 500 || status === 408) {
    return {
      kind: 'unavailable',
      message: `Azure could not answer for ${what} (${tail}).`,
      remedy: 'Run again; if it stays so, look at https://status.azure.com.',
    };
  }
  return {
    kind: 'unavailable',
    message: `Azure refused the request for ${what}: ${message ? clip(onOneLine(message), 300) : 'no reason given'} (${tail}).`,
    remedy:
      code === 'NoRegisteredProviderFound' || code === 'InvalidApiVersionParameter'
        ? 'This cloud does not know the API version that the action uses: please report it with the name of the cloud.'
        : 'Run again with debug logging and report the correlation id to Azure support if it stays so.',
  };
}

/** The members of an error body, in ARM's form or a bare one. */
export function errorParts(body: unknown): { readonly code: string; readonly message: string } {
  const error = isObject(at(body, 'error')) ? at(body, 'error') : body;
  return { code: textAt(error, 'code') ?? '', message: textAt(error, 'message') ?? '' };
}
