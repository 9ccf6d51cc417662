import type { ProbeVerdict } from './probe.ts';

export interface InferenceAnswer {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly body: string;
}

/** The members of an error body that tell one refusal from another; empty where they are missing. */
interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly type: string;
  readonly param: string;
}

/**
 * What an answer of an inference endpoint says about the credential that was sent. An answer that is not
 * understood is `undecided`: neither for nor against.
 *
 * Texts and codes: https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id#troubleshooting
 * and https://learn.microsoft.com/azure/ai-services/authentication; statuses differ between services and over
 * time (a missing role is answered 401 by some and 403 by others), so texts decide where they are known.
 */
export function classify(answer: InferenceAnswer, sent: 'token' | 'key'): ProbeVerdict {
  const { status } = answer;
  if (status === 429) return 'throttled';
  if (status >= 200 && status < 300)
    return readsLikeService(answer.body) ? 'accepted' : 'undecided';
  if (status < 400 || status >= 500) return 'undecided';
  const error = read(answer.body);
  if (!error) return 'undecided';
  return refusal(error) ?? (sent === 'key' ? ofKey(status, error) : ofToken(status, error));
}

/** The data action that a refusal names: `... lacks the required data action <action> to perform ...`. */
export function dataActionOf(body: string): string | undefined {
  return /data action [`'"]?(Microsoft\.[\w./*-]+\w)/i.exec(read(body)?.message ?? '')?.[1];
}

/** The object id of the principal that a refusal names: `The principal <id> lacks ...`. */
export function principalOf(text: string): string | undefined {
  return /principal [`'"]?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/i
    .exec(text)?.[1]
    ?.toLowerCase();
}

/** Refusals that come before the credential is looked at, or that say so whatever was sent. */
function refusal({ message }: ErrorBody): ProbeVerdict | undefined {
  if (
    /virtual network\s*\/\s*firewall rules|public (network )?access is disabled|approved private endpoint|configure private endpoint/i.test(
      message,
    )
  ) {
    return 'network-refused';
  }
  if (/custom sub-?domain for token authentication/i.test(message)) return 'no-custom-subdomain';
  if (/token tenant .* does not match/i.test(message)) return 'wrong-tenant';
  return undefined;
}

function ofKey(status: number, { code, message }: ErrorBody): ProbeVerdict {
  if (
    code.toLowerCase() === 'authenticationtypedisabled' ||
    /key[- ]based authentication is disabled/i.test(message)
  ) {
    return 'keys-disabled';
  }
  if (
    status === 401 &&
    /invalid subscription key|invalid api key|incorrect api key/i.test(message)
  ) {
    return 'key-rejected';
  }
  return status === 404 ? 'not-found' : 'undecided';
}

function ofToken(status: number, error: ErrorBody): ProbeVerdict {
  const { message } = error;
  const code = error.code.toLowerCase();
  if (status === 401 || status === 403) {
    if (
      code === 'permissiondenied' ||
      /lacks the required data action|does not have access to api\/operation/i.test(message)
    ) {
      return 'role-missing';
    }
    return /audience is incorrect/i.test(message) ? 'wrong-audience' : 'undecided';
  }
  if (status === 404) return 'not-found';
  // The probe sends an empty list of messages or inputs, which only the model's own check refuses.
  if ((status === 400 || status === 422) && refusesOurBody(error)) return 'accepted';
  return 'undecided';
}

/** Codes with which models refuse the content of a request, lower-cased. */
const CODES_OF_A_BAD_BODY: ReadonlySet<string> = new Set([
  'invalid_request_error',
  'invalid_value',
  'empty_array',
  'unprocessable_entity',
  'unprocessableentity',
  'invalid_input',
  'invalidinput',
]);

/** Does the refusal speak of the request's content, as the check behind the gateway does? */
function refusesOurBody({ code, message, type, param }: ErrorBody): boolean {
  return (
    type.toLowerCase() === 'invalid_request_error' ||
    /^(messages|input|body)\b/i.test(param) ||
    CODES_OF_A_BAD_BODY.has(code.toLowerCase()) ||
    (/\b(messages|input)\b/i.test(message) &&
      /empty|too short|at least|required|non-?zero/i.test(message))
  );
}

/** `undefined`: not an error body. */
function read(body: string): ErrorBody | undefined {
  const parsed = parse(body);
  if (!isRecord(parsed)) return undefined;
  const inner = isRecord(parsed.error) ? parsed.error : parsed;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    code: text(inner.code),
    message: typeof parsed.error === 'string' ? parsed.error : text(inner.message),
    type: text(inner.type),
    param: text(inner.param),
  };
}

/** A success must look like the service: a captive portal or a proxy also says 200. */
function readsLikeService(body: string): boolean {
  const parsed = parse(body);
  return typeof parsed === 'object' && parsed !== null && !Object.hasOwn(parsed, 'error');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
