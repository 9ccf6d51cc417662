import { ArmId } from '../domain/arm-id.ts';
import { clip, onOneLine } from '../domain/clip.ts';
import type { Unknown } from '../domain/observation.ts';
import { deniedRemedy } from '../domain/remedy.ts';
import { shellWord } from '../domain/shell.ts';
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
  const refusal = { request, what: request.what, status, code, message, tail };
  return new AzureError(explain(refusal), { status, code });
}

interface Refusal {
  readonly request: ArmRequest;
  readonly what: string;
  readonly status: number;
  readonly code: string;
  /** Azure's own words. */
  readonly message: string;
  /** Status, code and correlation id, for the end of the sentence. */
  readonly tail: string;
}

function explain(refusal: Refusal): Unknown {
  const { status, code } = refusal;
  if (status === 429) return throttled(refusal);
  if (status === 401) return refusedToken(refusal);
  if (status === 403 && code === 'RequestDisallowedByPolicy') return againstPolicy(refusal);
  if (status === 403) return withoutPermission(refusal);
  if (status === 409 && code === 'ScopeLocked') return locked(refusal);
  if (status === 404) return notFound(refusal);
  if (status >= 500 || status === 408) return unanswered(refusal);
  return refused(refusal);
}

function throttled({ what, tail }: Refusal): Unknown {
  return {
    kind: 'throttled',
    message: `Azure throttled the request for ${what} until patience ran out (${tail}).`,
    remedy: 'Run again later, lower concurrency, or split the estate with shard.',
  };
}

function refusedToken({ what, code, tail }: Refusal): Unknown {
  return {
    kind: 'denied',
    message: `Azure refused the token for ${what} (${tail}).`,
    remedy:
      code === 'InvalidAuthenticationTokenTenant'
        ? 'The subscription belongs to another tenant: set tenant-id to the one that owns it.'
        : 'Check that environment and resource-manager-endpoint name the cloud in which the resource is, and tenant-id its tenant.',
  };
}

function againstPolicy({ what, message, tail }: Refusal): Unknown {
  return {
    kind: 'denied',
    message: `An Azure Policy assignment refuses the request for ${what}: ${shorten(message)} (${tail}).`,
    remedy:
      'Ask the owner of the policy assignment for an exemption, or change the resource as the policy demands.',
  };
}

function withoutPermission({ request, what, message, tail }: Refusal): Unknown {
  const asked = /perform action '([^']+)'(?: over scope '([^']+)')?/.exec(message);
  const action = asked?.[1] ?? request.action;
  const scope = asked?.[2] ?? request.scope;
  // "The client 'CLIENT-ID' with object id 'OBJECT-ID' does not have authorization to ..."; of a user, the sign-in name.
  const [, client = '', objectId] =
    /client '([^']*)' with object id '([0-9a-f-]{36})'/i.exec(message) ?? [];
  const isUser = client.includes('@');
  const verb = /\/read$/i.test(action) ? 'read' : 'change';
  return {
    kind: 'denied',
    message: `${isUser ? 'The signed-in user' : "The workflow's identity"} may not ${verb} ${what}: it lacks ${action} at ${scope} (${tail}).`,
    ...deniedRemedy(action, scope, objectId, isUser ? 'User' : 'ServicePrincipal'),
    action,
    scope,
  };
}

function locked({ request, what, message, tail }: Refusal): Unknown {
  const subscription = ArmId.parse(request.scope)?.subscriptionId ?? 'SUBSCRIPTION-ID';
  return {
    kind: 'unavailable',
    message: `A resource lock refuses the change of ${what}: ${shorten(message)} (${tail}).`,
    remedy: 'Remove the ReadOnly lock, run again, and put it back. This lists the locks.',
    // Of the subscription: a lock above the resource group is not in the list of the group.
    commands: [`az lock list --subscription ${shellWord(subscription)} --output table`],
  };
}

/** By error code. A map, because a code can be `constructor`. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ['SubscriptionNotFound', 'The subscription does not exist, or the identity has no role in it.'],
  ['ResourceGroupNotFound', 'The resource group does not exist.'],
]);

function notFound({ what, code, tail }: Refusal): Unknown {
  return {
    kind: 'not-found',
    message: `Azure did not find ${what} (${tail}). ${MISSING.get(code) ?? ''}`.trim(),
    remedy:
      'Check the id letter by letter, and that tenant-id and environment are those of the resource.',
  };
}

function unanswered({ what, tail }: Refusal): Unknown {
  return {
    kind: 'unavailable',
    message: `Azure could not answer for ${what} (${tail}).`,
    remedy: 'Run again; if it stays so, look at https://status.azure.com.',
  };
}

function refused({ what, code, message, tail }: Refusal): Unknown {
  return {
    kind: 'unavailable',
    message: `Azure refused the request for ${what}: ${message ? shorten(message) : 'no reason given'} (${tail}).`,
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

/** Azure's words as a part of our sentence, which goes on behind them. */
function shorten(text: string): string {
  return clip(onOneLine(text).replace(/\.$/, ''), 300);
}
