import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { AzureError } from './errors.ts';
import { Lane } from './lane.ts';
import { networkReason } from './explain-network.ts';

export interface TransportOptions {
  /** Requests in flight at once, per host. */
  readonly concurrency: number;
  /** Hosts (with port) that may be called at all; asked for each request. */
  readonly mayCall: (url: URL) => boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};

const ATTEMPTS = 5;
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
  readonly #lanes = new Map<string, Lane>();
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
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
    const bucket = subscriptionOf(url);
    const repeatable = request.method !== 'POST' || isQuestion(url);
    const started = clock.now();

    for (let attempt = 1; ; attempt += 1) {
      await this.#waitForPause(lane, bucket);
      const outcome = await this.#once(lane, request);
      const last = attempt >= ATTEMPTS;
      if (outcome.response) {
        const { response } = outcome;
        if (!RETRIED_STATUS.has(response.status)) {
          lane.answered();
          return response;
        }
        if (response.status === 429) this.stats.throttled += 1;
        const asked = retryAfterMs(response, clock.now());
        const wait = asked ?? this.#backOff(attempt);
        const tooLong = wait > LONGEST_WAIT_MS || clock.now() + wait - started > PATIENCE_MS;
        if (response.status === 429 || (asked !== undefined && response.status === 503)) {
          lane.throttled(bucket, clock.now() + Math.min(wait, LONGEST_WAIT_MS));
        }
        if (last || tooLong || (!repeatable && response.status !== 429)) return response;
        this.#noteRetry(request, `HTTP ${response.status}`, wait, attempt);
        if (response.status !== 429) await clock.sleep(wait);
      } else {
        const reason = networkReason(url.host, outcome.error);
        if (last || !repeatable || reason.final) {
          throw new AzureError(reason.reason, { cause: outcome.error });
        }
        const wait = this.#backOff(attempt);
        this.#noteRetry(request, reason.short, wait, attempt);
        await clock.sleep(wait);
      }
    }
  }

  async #once(
    lane: Lane,
    request: PipelineRequest,
  ): Promise<
    | { readonly response: PipelineResponse; readonly error?: undefined }
    | { readonly response?: undefined; readonly error: unknown }
  > {
    await lane.enter();
    this.stats.requests += 1;
    // Not the client's own timeout: its timer outlives a connection that fails, and the process with it.
    request.timeout = 0;
    request.abortSignal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      return { response: await this.#inner.sendRequest(request) };
    } catch (error) {
      return { error };
    } finally {
      lane.leave();
    }
  }

  async #waitForPause(lane: Lane, bucket: string): Promise<void> {
    for (;;) {
      const wait = lane.pausedUntil(bucket) - this.#options.clock.now();
      if (wait <= 0) return;
      // Spread over a tenth more, so that all that waited do not come back in the same instant.
      await this.#options.clock.sleep(wait * (1 + this.#options.clock.random() / 10) + 1);
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
    const lane = this.#lanes.get(host) ?? new Lane(this.#options.concurrency);
    this.#lanes.set(host, lane);
    return lane;
  }
}

/** Azure Resource Manager counts requests per subscription; other hosts have one bucket. */
function subscriptionOf(url: URL): string {
  return /^\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
}

/** A POST that asks and changes nothing: token requests and Resource Graph queries. */
function isQuestion(url: URL): boolean {
  return /\/oauth2\/v2\.0\/token$|\/Microsoft\.ResourceGraph\/resources$/i.test(url.pathname);
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
