import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '../world.ts';

export type ServiceName = 'oidc' | 'entra' | 'arm' | 'inference' | 'github' | 'control';

/** One request, as a service sees it. */
export interface Call {
  readonly id: string;
  readonly service: ServiceName;
  readonly method: string;
  /** Path as it was sent, percent-encoding kept. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Scheme, host and port that the client used. */
  readonly origin: string;
  rawBody: string;
  /** Whose endpoint was called; set for the service `inference`. */
  readonly account?: Account;
  /** Object id, client id or user of the caller, once known; for the log. */
  caller?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is a string. */
  readonly body?: unknown;
  /** The answer carries a key or another stored secret. */
  readonly revealsSecret?: boolean;
}

export type Service = (call: Call) => Reply | Promise<Reply>;

/** Ends a request with an error answer, from wherever it is noticed. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`HTTP ${reply.status}`);
    this.reply = reply;
  }
}

export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

/** The body as a JSON object; `undefined` when it is none. */
export function jsonBody(call: Call): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(call.rawBody));
  } catch {
    return undefined;
  }
}

export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}
