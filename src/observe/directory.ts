import type { Name, Names } from '../azure/readers/names.ts';

/**
 * Display names of principals for all accounts of a run. Each principal is asked for once; those that are
 * wanted while a request is under way go together in the next one. They are a courtesy: where the
 * directory refuses once, it is not asked again.
 */
export class Directory {
  readonly #read: (objectIds: readonly string[]) => Promise<Names | undefined>;
  readonly #names = new Map<string, Name>();
  readonly #wanted = new Set<string>();
  #refused = false;
  #asked: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** @param read asks the directory; `undefined` when it refuses */
  constructor(read: (objectIds: readonly string[]) => Promise<Names | undefined>) {
    this.#read = read;
  }

  /** Of those that the directory gave, by lower-cased id. */
  async names(objectIds: readonly string[]): Promise<Names> {
    const ids = [...new Set(objectIds.map((id) => id.toLowerCase()))];
    const missing = ids.filter((id) => !this.#names.has(id));
    if (missing.length > 0 && !this.#refused) {
      for (const id of missing) this.#wanted.add(id);
      this.#next ??= this.#asked.then(() => this.#ask());
      await this.#next;
    }
    return new Map(
      ids.flatMap((id) => {
        const name = this.#names.get(id);
        return name ? [[id, name] as const] : [];
      }),
    );
  }

  #ask(): Promise<void> {
    const ids = [...this.#wanted].filter((id) => !this.#names.has(id)).sort();
    this.#wanted.clear();
    this.#next = undefined;
    this.#asked = this.#answer(ids);
    return this.#asked;
  }

  async #answer(ids: readonly string[]): Promise<void> {
    if (ids.length === 0 || this.#refused) return;
    const names = await this.#read(ids);
    if (!names) this.#refused = true;
    for (const [id, name] of names ?? []) this.#names.set(id, name);
  }
}
