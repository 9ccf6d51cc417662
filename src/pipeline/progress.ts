const ENOUGH_FOR_A_RATE = 10;

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
    const so = `${count} of ${this.#total} ${this.#what}`;
    // The first ones waited for what all of them share, and say nothing about the rest.
    if (count < ENOUGH_FOR_A_RATE) {
      this.#log(so);
      return;
    }
    const perSecond = count / ((now - this.#started) / 1000);
    const left = Math.ceil((this.#total - count) / perSecond);
    this.#log(`${so}, ${perSecond.toFixed(1)} a second, about ${left} s left`);
  }
}
