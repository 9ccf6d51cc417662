/** The sandbox's own time: real time plus an offset, so that delays pass without waiting. */
export class SandboxClock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Jumps ahead; what was delayed (assignments, keys, updates, token life) sees it at once. */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
}
