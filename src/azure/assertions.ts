/**
 * GitHub's OIDC tokens: a new one for every token request, since each lives for five minutes. The first
 * may be asked for ahead of time, so that GitHub answers while the rest of the action is loaded.
 */
export class Assertions {
  readonly #ask: () => Promise<string>;
  #ahead: Promise<string> | undefined;

  constructor(ask: () => Promise<string>) {
    this.#ask = ask;
  }

  askAhead(): void {
    this.#ahead = this.#ask();
    // Whoever takes it meets its failure; nobody taking it must not end the process.
    this.#ahead.catch(() => undefined);
  }

  /** @throws whatever the asking throws */
  next(): Promise<string> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead ?? this.#ask();
  }
}
