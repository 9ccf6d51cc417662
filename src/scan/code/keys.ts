import { isMadeUp, keyOwner } from '../vocabulary.ts';
import type { ClientSpec } from './clients.ts';
import type { KeySource, Source } from './trace.ts';

/** What is known of the file beyond its text. */
export interface FileContext {
  /** The path says that it is a test: literals there are made up. */
  readonly test: boolean;
}

/** The sources that are keys, or stand in a place where only a key can stand. */
export function keySources(
  sources: readonly Source[],
  spec: Pick<ClientSpec, 'key' | 'keyPosition'>,
  file: FileContext,
): readonly KeySource[] {
  return sources.flatMap((source): KeySource[] => {
    if (source.kind === 'opaque') {
      if (!spec.key || file.test || isCredential(source.name)) return [];
      if (spec.keyPosition !== undefined && !/key|secret|api/i.test(source.name)) return [];
      return [{ kind: 'key', from: 'variable', ...(source.name ? { name: source.name } : {}) }];
    }
    if (source.kind !== 'key') return [];
    return file.test && isFixture(source) ? [] : [source];
  });
}

/** In a test only what is read from the environment or a vault is a key; all else is made up there. */
function isFixture(source: KeySource): boolean {
  if (source.from === 'literal') return isMadeUp(source.text ?? '');
  return source.from === 'variable' || source.from === 'settings';
}

/** By its name a credential or a client, and no key. */
function isCredential(name: string): boolean {
  return /cred(?:ential)?s?$|client$|identity$/i.test(name) && keyOwner(name) === undefined;
}

export function describeKey(key: KeySource | undefined): string {
  const name = printable(key?.name);
  switch (key?.from) {
    case 'environment':
      return name === undefined ? 'the environment' : `the environment variable ${name}`;
    case 'settings':
      return name === undefined ? 'a setting' : `the setting ${name}`;
    case 'literal':
      return 'a literal in the source';
    case 'vault':
      return name === undefined ? 'a secret of a vault' : `the vault secret ${name}`;
    case 'resource':
      return 'the keys of the account, read by code';
    case 'variable':
    case undefined:
      return name === undefined ? 'a value' : `the value ${name}`;
  }
}

/** A name that can be shown: people write the key itself where its name belongs, `os.getenv("3f2a...")`. */
function printable(name: string | undefined): string | undefined {
  if (name === undefined || name.length > 60) return undefined;
  return /^[0-9a-f-]{20,}$|[A-Za-z0-9+/=]{40,}|^[^A-Za-z_]/i.test(name) ? undefined : name;
}
