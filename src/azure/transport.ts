import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { Clock } from './clock.ts';
import { AzureError } from './errors.ts';
import { Lane } from './lane.ts';
import { networkReason } from './explain-network.ts';
import { WarmAgent } from './warm-agent.ts';

export interface TransportOptions {
  /** Requests in flight at once, per host. */
  readonly concurrency: number;
  /** Hosts (with port) that may be called at all; asked for each request. */
  readonly mayCall: (url: URL) => boolean;
  /** No proxy stands between this machine and Azure: connections may be opened ahead. */
  readonly direct?: boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

const ATTEMPTS = 5;
/** Where the service says how long to wait, being sent away is no failure: in a storm it happens several times. */
const ATTEMPTS_TOLD_WHEN = 10;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_WAIT_MS = 60_000;
/** All waiting for one request together; then it counts as throttled out. */
const PATIENCE_MS = 180_000;
const REQUEST_TIMEOUT_MS = 30_000;
const RETRIED_STATUS = new Set([408, 429, 500, 502, 503, 504]);

/**
 * The one HTTP client of the action: the SDK's own, with a limit of requests per host, the one retry
 * layer, `Retry-After`, and a count of all that was sent. Azure SDK clients and credentials are given
 * this as their `httpClient` with their own retries off.
 */
export class Transport implements HttpClient {
  readonly stats = { requests: 0, retries: 0, throttled: 0 };
  readonly #inner = createDefaultHttpClient();
  /** One for all connections: each would make its own. */
  readonly #secureContext = createSecureContext();
  readonly #agent = new WarmAgent({ secureContext: this.#secureContext });
  /** For hosts that are called once: of a large estate there are thousands, and each open connection takes memory. */
  readonly #oneTime = new Agent({
    keepAlive: false,
    maxCachedSessions: 0,
    secureContext: this.#secureContext,
  });
  readonly #lanes = new Map<string, Lane>();
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Opens connections to a host that requests will soon go to; does nothing where a proxy stands between. */
  openAhead(url: URL, count: number): void {
    if (this.#options.direct && url.protocol === 'https:' && this.#options.mayCall(url)) {
      this.#agent.openAhead(url, Math.min(count, this.#options.concurrency));
    }
  }

  /** @throws AzureError when no answer came within all attempts, or the host may not be called. */
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const url = new URL(request.url);
    if (!this.#options.mayCall(url)) {
      throw new AzureError({
        kind: 'unavailable',
        message: `${url.host} is not a host of this cloud, so nothing was sent to it.`,
        remedy:
          'If it is yours, name it in the input inference-hosts (or resource-manager-endpoint, authority-host).',
      });
    }
    const { clock } = this.#options;
    const lane = this.#lane(url.host);
    const bucket = bucketOf(url);
    const repeatable = request.method !== 'POST' || isQuestion(url);
    let waited = 0;

    for (let attempt = 1; ; attempt += 1) {
      await lane.enter(bucket);
      const sentAt = clock.now();
      const outcome = await this.#once(request);
      // Noted before the next request is let in, which may have to wait for what this one was told.
      if (outcome.response) this.#note(lane, bucket, outcome.response, sentAt, attempt);
      lane.leave(bucket);
      if (outcome.response) {
        const { response } = outcome;
        if (!RETRIED_STATUS.has(response.status)) return response;
        const throttled = response.status === 429;
        const asked = retryAfterMs(response, clock.now());
        const wait = asked ?? this.#backOff(attempt);
        const last = attempt >= (throttled && asked !== undefined ? ATTEMPTS_TOLD_WHEN : ATTEMPTS);
        const tooLong = wait > LONGEST_WAIT_MS || waited + wait > PATIENCE_MS;
        if (last || tooLong || (!repeatable && !throttled)) return response;
        waited += wait;
        this.#noteRetry(request, `HTTP ${response.status}`, wait, attempt);
        // Of a throttled request the lane keeps the time, for all that go to the same bucket.
        if (!throttled) await clock.sleep(wait);
      } else {
        const reason = networkReason(url.host, outcome.error);
        if (attempt >= ATTEMPTS || !repeatable || reason.final) {
          throw new AzureError(reason.reason, { cause: outcome.error });
        }
        const wait = this.#backOff(attempt);
        this.#noteRetry(request, reason.short, wait, attempt);
        await clock.sleep(wait);
      }
    }
  }

  /** What an answer says about how fast the service wants to be asked. */
  #note(
    lane: Lane,
    bucket: string,
    response: PipelineResponse,
    sentAt: number,
    attempt: number,
  ): void {
    const now = this.#options.clock.now();
    const asked = retryAfterMs(response, now);
    if (response.status === 429) this.stats.throttled += 1;
    if (response.status === 429 || (response.status === 503 && asked !== undefined)) {
      const wait = Math.min(asked ?? this.#backOff(attempt), LONGEST_WAIT_MS);
      // Spread over a tenth more, so that runs that were sent away together do not come back so.
      const until = now + wait * (1 + this.#options.clock.random() / 10);
      lane.throttled(bucket, sentAt, until, asked !== undefined);
    } else if (!RETRIED_STATUS.has(response.status)) {
      lane.answered(bucket);
    }
    const spent = quotaSpentForMs(response);
    if (spent !== undefined) lane.pause(bucket, now + Math.min(spent, LONGEST_WAIT_MS));
  }

  async #once(
    request: PipelineRequest,
  ): Promise<
    | { readonly response: PipelineResponse; readonly error?: undefined }
    | { readonly response?: undefined; readonly error: unknown }
  > {
    this.stats.requests += 1;
    // Not the client's own timeout: its timer outlives a connection that fails, and the process with it.
    request.timeout = 0;
    // A proxy's agent is there already.
    if (request.url.startsWith('https:')) {
      request.agent ??= request.disableKeepAlive ? this.#oneTime : this.#agent;
    }
    request.abortSignal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      return { response: await this.#inner.sendRequest(request) };
    } catch (error) {
      return { error };
    }
  }

  #backOff(attempt: number): number {
    return FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + this.#options.clock.random());
  }

  #noteRetry(request: PipelineRequest, why: string, waitMs: number, attempt: number): void {
    this.stats.retries += 1;
    const { host, pathname } = new URL(request.url);
    this.#options.log(
      `${request.method} ${host}${pathname}: ${why}; attempt ${attempt + 1} of ${ATTEMPTS} in ${(waitMs / 1000).toFixed(1)} s`,
    );
  }

  #lane(host: string): Lane {
    const lane = this.#lanes.get(host) ?? new Lane(this.#options.concurrency, this.#options.clock);
    this.#lanes.set(host, lane);
    return lane;
  }
}

/** Azure Resource Manager counts requests per subscription, Resource Graph per caller; other hosts have one bucket. */
function bucketOf(url: URL): string {
  if (isGraphQuery(url)) return 'Microsoft.ResourceGraph';
  return /^\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
}

/**
 * A POST that asks and changes nothing: token requests, Resource Graph queries, names from Microsoft Graph,
 * and the probes of inference endpoints, which the model refuses (see `probe-requests.ts`).
 */
function isQuestion(url: URL): boolean {
  return (
    isGraphQuery(url) ||
    /\/oauth2\/v2\.0\/token$|\/getByIds$|\/(chat\/completions|embeddings)$/i.test(url.pathname)
  );
}

function isGraphQuery(url: URL): boolean {
  return /\/Microsoft\.ResourceGraph\/resources$/i.test(url.pathname);
}

/**
 * Milliseconds until Resource Graph takes another query, when the last answer used up what there was.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests#understand-throttling-headers
 */
export function quotaSpentForMs(response: PipelineResponse): number | undefined {
  const remaining = response.headers.get('x-ms-user-quota-remaining');
  if (remaining === undefined || !/^\d+$/.test(remaining) || Number(remaining) > 0)
    return undefined;
  const after = /^(\d+):(\d{2}):(\d{2})$/.exec(
    response.headers.get('x-ms-user-quota-resets-after') ?? '',
  );
  if (!after) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = after.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** Milliseconds asked for by `retry-after-ms`, `x-ms-retry-after-ms` or `Retry-After` (seconds or a date). */
export function retryAfterMs(response: PipelineResponse, now: number): number | undefined {
  const ms = response.headers.get('retry-after-ms') ?? response.headers.get('x-ms-retry-after-ms');
  if (ms !== undefined && /^\d+$/.test(ms)) return Number(ms);
  const after = response.headers.get('retry-after');
  if (after === undefined) return undefined;
  if (/^\d+$/.test(after.trim())) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
