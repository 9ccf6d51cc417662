/** A line every few seconds while a long list is worked through: done, total, rate, time left. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  readonly #started: number;
  #last: number;

  constructor(
    what: string,
    total: number,
    log: (line: string) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#what = what;
    this.#total = total;
    this.#log = log;
    this.#now = now;
    this.#started = now();
    this.#last = this.#started;
  }

  done(count: number): void {
    const now = this.#now();
    if (count < this.#total && now - this.#last < 5_000) return;
    this.#last = now;
    if (count >= this.#total) return;
    const perSecond = count / ((now - this.#started) / 1000);
    const left = Math.ceil((this.#total - count) / perSecond);
    this.#log(
      `${count} of ${this.#total} ${this.#what}, ${perSecond.toFixed(1)} a second, about ${left} s left`,
    );
  }
}
