/** Characters in a piece of text that is handed on: long enough that few are written, short enough to forget. */
const CHUNK = 64 * 1024;

/**
 * `JSON.stringify(value, null, 1)` in pieces: the report of a large estate is never one string in memory.
 * For plain data: objects, lists, text, numbers, booleans and null; members that are `undefined` are left out.
 */
export function* jsonChunks(value: unknown): Generator<string> {
  let held = '';
  for (const part of parts(value, '\n')) {
    held += part;
    if (held.length >= CHUNK) {
      yield held;
      held = '';
    }
  }
  if (held !== '') yield held;
}

function* parts(value: unknown, margin: string): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
    return;
  }
  const inner = `${margin} `;
  const list = Array.isArray(value);
  const members = list
    ? value.map((item: unknown) => ['', item ?? null] as const)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [`${JSON.stringify(name)}: `, member as unknown] as const);
  if (members.length === 0) {
    yield list ? '[]' : '{}';
    return;
  }
  yield list ? '[' : '{';
  let separator = inner;
  for (const [name, member] of members) {
    yield separator + name;
    yield* parts(member, inner);
    separator = `,${inner}`;
  }
  yield margin + (list ? ']' : '}');
}
