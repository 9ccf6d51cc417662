import fc from 'fast-check';

/** Stands for lists nested deeper than any stack; `asText` writes them. */
const DEEP = 'nested-deeper-than-any-stack';
const LEVELS = 60_000;

/** Texts that mean something to someone on their way: a shell, a runner, a browser, a parser, an object. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '/',
  'a/../../b',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\u0000',
  '\ud800',
  '\u202ednetxe',
  'x'.repeat(20_000),
  '/'.repeat(20_000) + 'x',
  '::error::forged',
  '::set-output name=compliant::true',
  '::add-mask::e',
  'a\n::stop-commands::x\n##[endgroup]',
  '%0A::error::x%0D',
  '##[error]forged',
  '<img src=x onerror=alert(1)>',
  '<!-- foundry-entra-gate:comment -->',
  '--> <script>',
  '@octo/team and #1',
  '| a | b |\n| - | - |',
  '```\n`x` ``` y',
  '[a](javascript:alert(1))',
  "'; rm -rf / #",
  '$(id) `id` ${{ secrets.X }}',
  'not a date',
  '9999999-99-99T99:99:99Z',
  '-271821-04-20T00:00:00Z',
  'http://[',
  'https://',
  'mailto:x',
  'data:,x',
  'file:///etc/passwd',
  'https://evil.example/',
  'https://contoso-ai.openai.azure.com@evil.example/',
  'https://contoso-ai.openai.azure.com.evil.example/',
  'https://user:pass@contoso-ai.openai.azure.com/',
  'https://evil.example\\@contoso-ai.openai.azure.com/',
  'https://169.254.169.254/metadata/identity',
  '//evil.example/x',
  '/subscriptions/../../x',
  '/subscriptions/a b',
  '/subscriptions/x/providers/y',
  '/providers/Microsoft.Management/managementGroups/x',
  "x') or principalId eq ('y",
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** Any JSON: wrong types, names of `Object.prototype`, odd numbers, deep nesting. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1e308,
      [],
      {},
      [null],
      [[]],
      ['x', 1, null],
      { id: {}, name: [], properties: 'x' },
      DEEP,
    ),
  },
  { weight: 1, arbitrary: fc.constant(polluting({ polluted: true })) },
  { weight: 1, arbitrary: fc.constant(polluting('x')) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

/** An object with members of its own that are called `__proto__` and `constructor`. */
export function polluting(value: unknown): unknown {
  return JSON.parse(
    `{"__proto__":${JSON.stringify(value)},"constructor":{"prototype":${JSON.stringify(value)}}}`,
  );
}

/** As JSON, with what stands for deep nesting written out; a text that is empty for what is not there. */
export function asText(value: unknown): string {
  if (value === undefined) return '';
  return JSON.stringify(value).replaceAll(
    `"${DEEP}"`,
    `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`,
  );
}

/** Members that mean something to a reader, wherever they turn up. */
const MEMBERS = ['__proto__', 'constructor', 'nextLink', '$skipToken', 'error', 'endpoint', 'id'];

export interface Change {
  /** Which answer, counted round. */
  readonly answer: number;
  /** Which of its parts, counted round. */
  readonly place: number;
  /** To the part, to all parts of its name, or beside it. */
  readonly how: 'replace' | 'everywhere' | 'remove' | 'add';
  readonly other: unknown;
  readonly member: string;
}

export const change: fc.Arbitrary<Change> = fc.record({
  answer: fc.nat(),
  place: fc.nat(),
  how: fc.constantFrom('replace', 'everywhere', 'remove', 'add'),
  other: hostileJson,
  member: fc.constantFrom(...MEMBERS),
});

/** A copy of `value` with one change. */
export function changed(value: unknown, { place, how, other, member }: Change): unknown {
  const copy = structuredClone({ whole: value });
  const parts = [...partsOf(copy)];
  const part = parts[place % parts.length];
  if (!part) return value;
  const set = (owner: object, key: string): void => {
    const descriptor = { value: other, enumerable: true, writable: true, configurable: true };
    Reflect.defineProperty(owner, key, descriptor);
  };
  if (how === 'remove') Reflect.deleteProperty(part.owner, part.key);
  else if (how === 'add') set(part.owner, member);
  else if (how === 'replace') set(part.owner, part.key);
  else for (const { owner, key } of parts) if (key === part.key) set(owner, key);
  return copy.whole;
}

function* partsOf(owner: object): Generator<{ readonly owner: object; readonly key: string }> {
  for (const [key, value] of Object.entries(owner)) {
    yield { owner, key };
    if (typeof value === 'object' && value !== null) yield* partsOf(value as object);
  }
}

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const CLEAN = PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length);

/** Has something written to what all objects share? */
export function isPolluted(): boolean {
  return PROTOTYPES.some((prototype, index) => Reflect.ownKeys(prototype).length !== CLEAN[index]);
}
