import { clip } from '../domain/clip.ts';
import { DEFAULTS, type InputName } from './defaults.ts';
import { GUID, items } from './lines.ts';

export interface InputSource {
  /** The value of an input, trimmed; empty when it is not set. */
  readonly input: (name: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of a file name given relative to the workspace. @throws nothing */
  readonly resolve: (path: string) => string;
  /** Where a path leads once symbolic links are followed; `undefined` for a circle. @throws nothing */
  readonly real: (path: string) => string | undefined;
  /** Folders in which reports may be written: workspace and temporary ones. */
  readonly writable: readonly string[];
  /**
   * The run can get no OIDC token and no secrets whatever its workflow says (a fork's or Dependabot's
   * pull request): missing ids are then no mistake of the workflow.
   */
  readonly withoutIdentity: boolean;
}

/** One wrong input: its name, the value as given, and what would be right. */
export function wrong(name: string, value: string, right: string): string {
  return `${name}: "${clip(value, 200)}" is not usable: ${right}.`;
}

/** Reads one input after the other, and keeps what is wrong with each: a person mends all of them at once. */
export class InputReader {
  readonly errors: string[] = [];
  readonly #source: InputSource;

  constructor(source: InputSource) {
    this.#source = source;
  }

  /** As given, else the default. */
  text(name: InputName): string {
    return this.#source.input(name) || DEFAULTS[name];
  }

  /** Does the step say something else than the default? Only then it wins over the policy file. */
  isGiven(name: InputName): boolean {
    const given = this.#source.input(name);
    return given !== '' && given !== DEFAULTS[name];
  }

  fail(name: InputName, value: string, right: string): void {
    this.errors.push(wrong(name, value, right));
  }

  oneOf<T extends string>(name: InputName, values: readonly [T, ...T[]]): T {
    const value = this.text(name);
    const found = values.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
    if (found === undefined) this.fail(name, value, `one of ${values.join(', ')}`);
    return found ?? values[0];
  }

  whole(name: InputName, least: number, most: number): number {
    const value = this.text(name);
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.fail(name, value, `a whole number from ${least} to ${most}`);
    return least;
  }

  /** One item a line, or separated by commas. */
  each<T extends object>(
    name: InputName,
    read: (item: string) => T | { readonly error: string },
  ): readonly T[] {
    return this.of(name, items(this.text(name)), read);
  }

  of<T extends object>(
    name: InputName,
    texts: readonly string[],
    read: (item: string) => T | { readonly error: string },
  ): readonly T[] {
    return texts.flatMap((item) => {
      const value = read(item);
      if ('error' in value && typeof value.error === 'string') {
        this.fail(name, item, value.error);
        return [];
      }
      return [value as T];
    });
  }

  https(name: InputName): string | undefined {
    const value = this.text(name);
    if (value === '') return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol !== 'https:' || url.username || url.password || url.search || url.hash) {
      this.fail(name, value, 'an https:// address without query or user name');
      return undefined;
    }
    return url.href.replace(/(?<!\/)\/+$/, '');
  }

  guid(name: InputName, variable: string, needed: boolean): string {
    const value = this.#source.input(name) || (this.#source.env[variable] ?? '').trim();
    if (value === '' && needed) {
      this.errors.push(
        `${name}: missing. Set the input ${name} or the environment variable ${variable}.`,
      );
    }
    const domain = name === 'tenant-id' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value);
    if (value !== '' && !GUID.test(value) && !domain) {
      this.fail(name, value, name === 'tenant-id' ? 'a GUID or a verified domain' : 'a GUID');
    }
    return value;
  }

  /** `I/N`, one-based. */
  shard(): { readonly index: number; readonly count: number } {
    const value = this.text('shard');
    const parts = /^(\d{1,4})\/(\d{1,4})$/.exec(value.replaceAll(' ', ''));
    const [index, count] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
    if (index < 1 || index > count) this.fail('shard', value, 'I/N with 1 ≤ I ≤ N, e.g. 2/8');
    return { index, count };
  }

  /** Absolute path of a file that may be written. */
  writablePath(name: 'report-file' | 'sarif-file', fallback: string): string {
    const { resolve, real, env, writable } = this.#source;
    const given = this.text(name);
    const path = resolve(given || `${env.RUNNER_TEMP ?? writable[0] ?? '.'}/${fallback}`);
    if (given !== '' && !this.#isWritable(path)) {
      this.fail(name, given, 'a path in the workspace or in the runner’s temporary folder');
    } else if (given !== '' && !this.#isWritable(real(path))) {
      this.fail(name, given, 'a path that no symbolic link leads out of the workspace');
    }
    return path;
  }

  #isWritable(path: string | undefined): boolean {
    const { real, writable } = this.#source;
    return writable
      .flatMap((folder) => [folder, real(folder) ?? folder])
      .some((folder) => path?.startsWith(`${folder.replace(/(?<!\/)\/+$/, '')}/`) === true);
  }
}
