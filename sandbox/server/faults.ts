import type { Call, ServiceName } from './exchange.ts';

/** What goes wrong instead of, or with, the answer. */
export type FaultKind =
  | 'status'
  | 'reset'
  | 'reset-mid-body'
  | 'delay'
  | 'hang'
  | 'truncated-json'
  | 'html'
  | 'empty'
  | 'missing-members'
  | 'missing-member'
  | 'wrong-content-type'
  | 'endless-paging'
  | 'large'
  | OutageKind;

/**
 * The request is cut, and from then on no connection to the same port comes about, until the faults are
 * cleared: nothing listens, the handshake fails, or the certificate is one that no client should take.
 */
export const OUTAGES = [
  'refused',
  'broken-tls',
  'expired-certificate',
  'untrusted-certificate',
] as const;
export type OutageKind = (typeof OUTAGES)[number];

export function isOutage(kind: FaultKind): kind is OutageKind {
  return (OUTAGES as readonly string[]).includes(kind);
}

export interface Fault {
  readonly match?: {
    readonly service?: ServiceName;
    readonly method?: string;
    /** Regular expression over the decoded path and query, letter case ignored. */
    readonly path?: string;
    /** The n-th matching request, counted from 1; default: each. */
    readonly nth?: number;
    /** Every n-th matching request. */
    readonly every?: number;
  };
  readonly kind: FaultKind;
  /** How often at most. */
  readonly times?: number;
  /** The service does its work before the fault: a write happens and its answer is lost. */
  readonly afterWork?: boolean;
  /** For `status`. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For `delay`. */
  readonly ms?: number;
  /** For `missing-member`: the name of the member that the answer lacks, at every depth. */
  readonly member?: string;
}

interface Rule {
  readonly id: number;
  readonly fault: Fault;
  readonly path: RegExp | undefined;
  seen: number;
  used: number;
}

/** Faults by request. The first that matches applies. */
export class Faults {
  #rules: Rule[] = [];
  #next = 1;
  /** Connections to these services fail in the TLS handshake. */
  readonly brokenTls = new Set<ServiceName>();
  /** Called for each request before the rules; for faults that only code can choose. */
  choose: ((call: Call) => Fault | undefined) | undefined;
  /** Called by `clear`: whoever has an outage under way ends it. */
  readonly #ends: (() => void)[] = [];

  onClear(end: () => void): void {
    this.#ends.push(end);
  }

  /** @returns an id for `remove`. */
  add(fault: Fault): number {
    const path = fault.match?.path;
    this.#rules.push({
      id: this.#next,
      fault,
      path: path === undefined ? undefined : new RegExp(path, 'i'),
      seen: 0,
      used: 0,
    });
    this.#next += 1;
    return this.#next - 1;
  }

  remove(id: number): void {
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
  }

  clear(): void {
    this.#rules = [];
    this.brokenTls.clear();
    this.choose = undefined;
    for (const end of this.#ends) end();
  }

  for(call: Call, decodedUrl: string): Fault | undefined {
    const chosen = this.choose?.(call);
    if (chosen) return chosen;
    for (const rule of this.#rules) {
      const { match, times } = rule.fault;
      if (match?.service !== undefined && match.service !== call.service) continue;
      if (match?.method !== undefined && match.method.toUpperCase() !== call.method) continue;
      if (rule.path && !rule.path.test(decodedUrl)) continue;
      rule.seen += 1;
      if (match?.nth !== undefined && match.nth !== rule.seen) continue;
      if (match?.every !== undefined && rule.seen % match.every !== 0) continue;
      if (times !== undefined && rule.used >= times) continue;
      rule.used += 1;
      return rule.fault;
    }
    return undefined;
  }
}
