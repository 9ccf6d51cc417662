import { randomBytes } from 'node:crypto';

/** Everything the sandbox ever gave out that must not appear in any output of a client. */
export class Secrets {
  readonly #values = new Set<string>();

  add(value: string): string {
    this.#values.add(value);
    return value;
  }

  /** All texts of a stored credential, when a call reveals it. */
  addAll(credentials: Readonly<Record<string, unknown>> | null | undefined): void {
    for (const value of Object.values(credentials ?? {})) {
      if (typeof value === 'string') this.add(value);
    }
  }

  /** A value that looks like an access key of a recent account, and is of no use anywhere. */
  newKey(): string {
    const part = (length: number): string =>
      randomBytes(length).toString('base64url').replace(/[-_]/g, 'x').slice(0, length);
    return this.add(`${part(52)}JQQJ99SANDBOX${part(5)}ACOG${part(4)}`);
  }

  has(value: string): boolean {
    return this.#values.has(value);
  }

  get all(): readonly string[] {
    return [...this.#values];
  }

  /** Those that occur in a text. */
  foundIn(text: string): readonly string[] {
    return this.all.filter((value) => text.includes(value));
  }
}
