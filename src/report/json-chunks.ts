/** Characters in a piece of text that is handed on: long enough that few are written, short enough to forget. */
const CHUNK = 64 * 1024;
/** A list longer than this is written element by element. */
const MANY = 50;
/**
 * Bidirectional, zero-width and other characters that hide in an editor, and the bracket of `##[command]`,
 * which a runner obeys anywhere in a line of its log: written as escapes, which JSON reads back.
 */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u007f-\u009f]|(?<=##)\[/gu;

/**
 * `JSON.stringify(value, null, 1)` in pieces, nothing hidden in it: the report of a large estate is never one string in memory.
 * For plain data: objects, lists, text, numbers, booleans and null; members that are `undefined` are left
 * out. Any iterable is written as a list, so that a long one need never be whole.
 */
export function* jsonChunks(value: unknown): Generator<string> {
  let held = '';
  for (const part of parts(value, '\n')) {
    held += part;
    if (held.length >= CHUNK) {
      yield withEscapes(held);
      held = '';
    }
  }
  if (held !== '') yield withEscapes(held);
}

function withEscapes(json: string): string {
  return json.replace(HIDDEN, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index);
      return `\\u${unit.toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}

function* parts(value: unknown, margin: string): Generator<string> {
  if (!isLarge(value)) {
    // No text in JSON holds a line break of its own, so that only the layout's are moved to the margin.
    yield JSON.stringify(value, null, 1).replaceAll('\n', margin);
    return;
  }
  const inner = `${margin} `;
  const list = isIterable(value);
  const members: Iterable<readonly [string, unknown]> = list
    ? unnamed(value)
    : Object.entries(value as object)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [`${JSON.stringify(name)}: `, member as unknown] as const);
  let separator = list ? `[${inner}` : `{${inner}`;
  let empty = true;
  for (const [name, member] of members) {
    yield separator + name;
    yield* parts(member, inner);
    separator = `,${inner}`;
    empty = false;
  }
  yield empty ? '[]' : margin + (list ? ']' : '}');
}

function* unnamed(list: Iterable<unknown>): Generator<readonly [string, unknown]> {
  for (const item of list) yield ['', item ?? null];
}

/** Too much for one string: a list that is made while it is written, a long list, or what holds one. */
function isLarge(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > MANY || value.some(isLarge);
  return isIterable(value) || Object.values(value).some(isLarge);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
