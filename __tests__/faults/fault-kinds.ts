import type { Call, Fault, FaultKind, Sandbox } from '../../sandbox/index.ts';

/** What can go wrong with a request, and what a person is told of it. */
export interface FaultKindUnderTest {
  readonly name: string;
  /** Injected at each request of a kind, or at the first one alone (`once`). */
  readonly fault: Fault | 'tokens-expire';
  readonly once?: true;
  /** Kinds of requests at which it makes a difference; default: all. */
  readonly where?: RegExp;
  /** Some sentence must match where the fault changed a verdict. */
  readonly says: RegExp;
}

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  status: code,
  headers,
});
const kind = (of: FaultKind): Fault => ({ kind: of });

const NO_CONNECTION = /connection|reached|answer|ECONN|TLS|socket/i;
const TLS = /TLS|certificate|CERT|EPROTO|SSL/i;
const UNAVAILABLE =
  /could not answer|answered? HTTP|did not answer|Error Code|HTTP \d|failed|refused/i;
const NOT_UNDERSTOOD =
  /not JSON|lacks members|JSON|incomplete|not that|no token|answer|understood|failed/i;

/**
 * Members that Azure documents for every answer of its kind, so that an answer without one is not whole;
 * with the kinds of requests whose answers hold them.
 */
const MEMBERS: Readonly<Record<string, RegExp>> = {
  value: /^arm GET .*[^}] \S+$|^oidc/,
  properties: /^arm GET/,
  id: /^arm GET .*(accounts|workspaces|connections)/i,
  name: /^arm GET .*(accounts|workspaces|connections|descendants)/i,
  authType: /^arm GET .*connections/,
  category: /^arm GET .*connections/,
  principalId: /^arm GET .*roleassignments/,
  data: /ResourceGraph/,
  access_token: /^entra .*token/,
  issuer: /^entra .*openid/,
};

export const FAULT_KINDS: readonly FaultKindUnderTest[] = [
  { name: 'connection refused', fault: kind('refused'), says: NO_CONNECTION },
  { name: 'connection reset', fault: kind('reset'), says: NO_CONNECTION },
  { name: 'reset in mid-body', fault: kind('reset-mid-body'), says: NO_CONNECTION },
  { name: 'TLS handshake fails', fault: kind('broken-tls'), says: TLS },
  { name: 'expired certificate', fault: kind('expired-certificate'), says: TLS },
  { name: 'untrusted certificate', fault: kind('untrusted-certificate'), says: TLS },
  { name: 'no answer', fault: kind('hang'), says: /in time|time ?out|timed out|aborted/i },
  {
    name: 'expired token',
    where: /^arm|^inference .*token$/,
    fault: 'tokens-expire',
    once: true,
    says: /never told/,
  },
  { name: '401', fault: status(401), says: /401|token|Unauthorized/i },
  { name: '403', fault: status(403), says: /403|lacks|permission|refuse/i },
  { name: '404', fault: status(404), says: /404|not find|not found|not know|permission/i },
  { name: '408', fault: status(408), says: UNAVAILABLE },
  { name: '409', fault: status(409), says: UNAVAILABLE },
  { name: '412', fault: status(412), says: UNAVAILABLE },
  { name: '429', fault: status(429), says: /throttled|429/i },
  {
    name: '429 with Retry-After',
    fault: status(429, { 'retry-after': '2' }),
    says: /throttled|429/i,
  },
  {
    name: '429 for an hour',
    fault: status(429, { 'retry-after': '3600' }),
    says: /throttled|429/i,
  },
  { name: '500', fault: status(500), says: UNAVAILABLE },
  { name: '502', fault: status(502), says: UNAVAILABLE },
  { name: '503', fault: status(503), says: UNAVAILABLE },
  { name: '503 with Retry-After', fault: status(503, { 'retry-after': '1' }), says: UNAVAILABLE },
  { name: 'truncated JSON', fault: kind('truncated-json'), says: NOT_UNDERSTOOD },
  { name: 'HTML', fault: kind('html'), says: NOT_UNDERSTOOD },
  { name: 'an empty 200', fault: kind('empty'), says: NOT_UNDERSTOOD },
  { name: 'wrong content type', fault: kind('wrong-content-type'), says: NOT_UNDERSTOOD },
  { name: 'no members at all', fault: kind('missing-members'), says: NOT_UNDERSTOOD },
  ...Object.entries(MEMBERS).map(([member, where]) => ({
    name: `no member ${member}`,
    fault: { kind: 'missing-member', member } as const,
    where,
    says: NOT_UNDERSTOOD,
  })),
  {
    name: 'pages without end',
    where: /^arm (GET|POST .*ResourceGraph)|^github GET/,
    fault: kind('endless-paging'),
    // The quota of Resource Graph ends before the pages do.
    says: /does not end|incomplete|answer|end|throttled/i,
  },
  { name: '10 MiB', fault: kind('large'), says: NOT_UNDERSTOOD },
  { name: 'one reset', fault: kind('reset'), once: true, says: NO_CONNECTION },
  { name: 'one without answer', fault: kind('hang'), once: true, says: /in time|timed? ?out/i },
  {
    name: 'one 429',
    fault: status(429, { 'retry-after': '1' }),
    once: true,
    says: /throttled|429/i,
  },
  { name: 'one 503', fault: status(503), once: true, says: UNAVAILABLE },
];

/** Those that can befall a write after it was done: its answer is lost, and the change is there. */
export const LOST_ANSWERS: readonly FaultKindUnderTest[] = [
  ...(['reset', 'hang', 'refused'] as const).map((lost) => ({
    name: `done, then ${lost}`,
    fault: { kind: lost, afterWork: true },
    says: NO_CONNECTION,
  })),
  ...[500, 504, 409, 412].map((code) => ({
    name: `done, then ${code}`,
    fault: { ...status(code), afterWork: true },
    says: UNAVAILABLE,
  })),
  {
    name: 'done, then one reset',
    fault: { kind: 'reset', afterWork: true },
    once: true,
    says: NO_CONNECTION,
  },
];

/** Lets the fault befall the calls that are meant. @returns how many it befell */
export function inject(
  sandbox: Sandbox,
  { fault, once }: FaultKindUnderTest,
  meant: (call: Call) => boolean,
): () => number {
  let befell = 0;
  sandbox.faults.choose = (call) => {
    if (!meant(call) || (once && befell > 0)) return undefined;
    befell += 1;
    if (fault !== 'tokens-expire') return fault;
    sandbox.expireTokens();
    return undefined;
  };
  return () => befell;
}
