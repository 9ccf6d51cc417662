import type { ServiceName } from './exchange.ts';

/** One request that the sandbox got. */
export interface LogEntry {
  readonly number: number;
  /** Epoch ms of the sandbox's clock at arrival. */
  readonly at: number;
  readonly service: ServiceName;
  readonly method: string;
  /** Percent-encoding undone. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Object id of the caller, `key`, or what names it. */
  caller: string | undefined;
  /** 0 until answered, and for ever if the connection was cut first. */
  status: number;
  /** It asked for a change: PUT, PATCH, DELETE, or a POST that is no question. */
  readonly write: boolean;
  /** The answer held a key or another stored secret. */
  revealedSecret: boolean;
  /** Body of a write, parsed; the secrets in it are the client's. */
  readonly body: unknown;
  /** Name of the account whose endpoint was called. */
  readonly account: string | undefined;
  /** Kind of the fault that was injected. */
  fault: string | undefined;
}

/** POSTs that ask and change nothing. */
const QUESTIONS =
  /(\/providers\/microsoft\.resourcegraph\/resources|\/directoryobjects\/getbyids|\/oauth2\/(v2\.0\/)?token|\/graphql|\/listkeys|\/listsecrets)$/i;

export function isWrite(service: ServiceName, method: string, path: string): boolean {
  if (service === 'control' || service === 'inference' || service === 'entra') return false;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  return method !== 'POST' || !QUESTIONS.test(path);
}
