import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { kindOf, type Kind } from '../../../src/scan/kinds.ts';

export interface Source {
  readonly name: string;
  readonly kind: Kind;
  /** Lines end in line feeds. */
  readonly text: string;
}

const CORPUS = path.resolve(import.meta.dirname, '../../scan/corpus');

/** Every file that the scan is known to judge rightly, of every language. */
export const CORPUS_FILES: readonly Source[] = readdirSync(CORPUS, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => statSync(path.join(CORPUS, file)).isFile())
  .sort()
  .flatMap((file) => {
    const name = file.split(path.sep).slice(2).join('/');
    const kind = kindOf(name);
    if (kind === undefined) return [];
    const text = readFileSync(path.join(CORPUS, file), 'utf8').replaceAll('\r\n', '\n');
    return [{ name, kind, text }];
  });

/** Pieces that open what they do not close, or mean something to the scan. */
const PIECES: readonly string[] = [
  ...['"', "'", '`', '"""', "'''", '/*', '*/', '//', '#', '<!--', '{', '}', '[', ']', '(', ')'],
  ...['${', '$(', '\\', '\t', ' ', ';', ':', '=', '|', '>-', '@', '<<EOF\n', 'EOF\n', '---\n'],
  ...['AzureOpenAI', 'api_key', 'AZURE_OPENAI_API_KEY', 'AzureKeyCredential', 'disableLocalAuth'],
  ...['Microsoft.CognitiveServices/accounts', 'listKeys()', 'cognitiveservices', 'authType'],
  ...['foundry-entra-gate: allow source-uses-entra', '\u00e9', '\u{1f511}', '\u200b', '\n'],
];

interface Edit {
  readonly at: number;
  readonly how: 'insert' | 'delete' | 'repeat' | 'cut';
  readonly length: number;
  readonly piece: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(5_000),
  how: fc.constantFrom('insert', 'insert', 'delete', 'repeat', 'cut'),
  length: fc.integer({ min: 1, max: 40 }),
  piece: fc.constantFrom(...PIECES),
});

function edited(text: string, { at, how, length, piece }: Edit): string {
  const start = at % (text.length + 1);
  const [before, after] = [text.slice(0, start), text.slice(start)];
  if (how === 'insert') return before + piece + after;
  if (how === 'delete') return before + after.slice(length);
  if (how === 'repeat') return before + after.slice(0, length).repeat(3) + after.slice(length);
  return before;
}

/** A file of the corpus as it is. */
export const sound: fc.Arbitrary<Source> = fc.constantFrom(...CORPUS_FILES);

/** A file of the corpus with some edits, so that most are broken somewhere. */
export const broken: fc.Arbitrary<Source> = fc
  .tuple(sound, fc.array(edit, { minLength: 1, maxLength: 5 }))
  .map(([source, edits]) => ({
    ...source,
    // A file is UTF-8, which has no half characters.
    text: edits.reduce(edited, source.text).toWellFormed(),
  }));

const LINE_COMMENTS: Readonly<Partial<Record<Kind, string>>> = {
  python: '#',
  typescript: '//',
  tsx: '//',
  csharp: '//',
  java: '//',
  go: '//',
  shell: '#',
  powershell: '#',
  http: '#',
  env: '#',
  properties: '#',
  yaml: '#',
  bicep: '//',
  terraform: '#',
};

/** A comment that says nothing to the scan; `undefined` where the language has none. */
export function comment(kind: Kind, words: string): string | undefined {
  const mark = LINE_COMMENTS[kind];
  return mark === undefined ? undefined : `${mark} ${words.replace(/[^\w .]/g, '')}`;
}
