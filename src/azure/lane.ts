import type { Clock } from './clock.ts';

interface Bucket {
  limit: number;
  busy: number;
  goodAnswers: number;
  answeredSincePause: boolean;
  pausedUntil: number;
  /** Requests sent before this were on their way when the limit was lowered last. */
  loweredAt: number;
  readonly waiting: (() => void)[];
}

/**
 * Requests to one host: at most `ceiling` at once. Each bucket of it (a subscription, for Azure Resource
 * Manager) is left alone for as long as the service asked when it throttles. Where that was not enough,
 * or no time was named, a limit of the bucket's own below the ceiling is halved; it rises by one after
 * each run of answers. Buckets take turns, so that
 * one that waits holds up no other.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export class Lane {
  readonly #ceiling: number;
  readonly #clock: Clock;
  /** The bucket whose turn it is next stands first. */
  readonly #buckets = new Map<string, Bucket>();
  #busy = 0;
  /** When the next look at paused buckets is due. */
  #wakesAt = Number.POSITIVE_INFINITY;

  constructor(ceiling: number, clock: Clock) {
    this.#ceiling = ceiling;
    this.#clock = clock;
  }

  /** Settles when a request of the bucket may be sent; then `leave` has to follow. */
  async enter(name: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#bucket(name).waiting.push(resolve);
      this.#admit();
    });
  }

  leave(name: string): void {
    this.#bucket(name).busy -= 1;
    this.#busy -= 1;
    this.#admit();
  }

  answered(name: string): void {
    const bucket = this.#bucket(name);
    bucket.goodAnswers += 1;
    bucket.answeredSincePause = true;
    if (bucket.limit < this.#ceiling && bucket.goodAnswers >= bucket.limit) {
      bucket.goodAnswers = 0;
      bucket.limit += 1;
      this.#admit();
    }
  }

  /**
   * A request was refused. Where the service said when to ask again, keeping to that is enough, unless
   * nothing has been answered since it said so the last time.
   * @param sentAt epoch milliseconds: when the refused request was sent
   * @param until epoch milliseconds: when to ask again
   * @param told the service itself named that time
   */
  throttled(name: string, sentAt: number, until: number, told: boolean): void {
    const bucket = this.#bucket(name);
    const answeredSince = bucket.answeredSincePause;
    bucket.goodAnswers = 0;
    bucket.pausedUntil = Math.max(until, bucket.pausedUntil);
    bucket.answeredSincePause = false;
    if (told && answeredSince) {
      bucket.loweredAt = this.#clock.now();
      return;
    }
    // Requests that were on their way together are refused together: that is one sign, not many.
    if (sentAt < bucket.loweredAt) return;
    bucket.loweredAt = this.#clock.now();
    bucket.limit = Math.max(1, Math.floor(bucket.limit / 2));
  }

  /** Nothing more is sent for the bucket before then. @param until epoch milliseconds */
  pause(name: string, until: number): void {
    const bucket = this.#bucket(name);
    bucket.pausedUntil = Math.max(until, bucket.pausedUntil);
  }

  #bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name) ?? {
      limit: this.#ceiling,
      busy: 0,
      goodAnswers: 0,
      answeredSincePause: true,
      pausedUntil: 0,
      loweredAt: Number.NEGATIVE_INFINITY,
      waiting: [],
    };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #admit(): void {
    const now = this.#clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    let skipped = 0;
    while (this.#busy < this.#ceiling && skipped < this.#buckets.size) {
      const [turn] = this.#buckets;
      if (!turn) return;
      const [name, bucket] = turn;
      this.#buckets.delete(name);
      this.#buckets.set(name, bucket);
      if (bucket.waiting.length > 0 && bucket.pausedUntil > now) {
        earliest = Math.min(earliest, bucket.pausedUntil);
      }
      const next =
        bucket.busy < bucket.limit && bucket.pausedUntil <= now
          ? bucket.waiting.shift()
          : undefined;
      skipped = next ? 0 : skipped + 1;
      if (!next) continue;
      bucket.busy += 1;
      this.#busy += 1;
      next();
    }
    if (earliest < this.#wakesAt) void this.#wakeAt(earliest);
  }

  async #wakeAt(time: number): Promise<void> {
    this.#wakesAt = time;
    await this.#clock.sleep(Math.max(0, Math.ceil(time - this.#clock.now())));
    if (this.#wakesAt === time) this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#admit();
  }
}
