/**
 * Requests to one host: at most `ceiling` at once, fewer while the host throttles (halved on each 429,
 * one more after each run of answers), and none at all to a subscription that asked to be left alone.
 */
export class Lane {
  readonly #ceiling: number;
  readonly #waiting: (() => void)[] = [];
  readonly #pausedUntil = new Map<string, number>();
  #limit: number;
  #busy = 0;
  #goodAnswers = 0;

  constructor(ceiling: number) {
    this.#ceiling = ceiling;
    this.#limit = ceiling;
  }

  async enter(): Promise<void> {
    if (this.#busy < this.#limit) {
      this.#busy += 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    this.#busy -= 1;
    this.#admit();
  }

  answered(): void {
    this.#goodAnswers += 1;
    if (this.#limit < this.#ceiling && this.#goodAnswers >= this.#limit) {
      this.#goodAnswers = 0;
      this.#limit += 1;
      this.#admit();
    }
  }

  throttled(bucket: string, until: number): void {
    this.#goodAnswers = 0;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#pausedUntil.set(bucket, Math.max(until, this.#pausedUntil.get(bucket) ?? 0));
  }

  /** Epoch milliseconds before which nothing should be sent for the bucket. */
  pausedUntil(bucket: string): number {
    return this.#pausedUntil.get(bucket) ?? 0;
  }

  #admit(): void {
    while (this.#busy < this.#limit) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#busy += 1;
      next();
    }
  }
}
