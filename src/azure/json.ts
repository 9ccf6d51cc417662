/**
 * Reading JSON that came from elsewhere: nothing is believed, own properties only (so that a member
 * called `__proto__` or `constructor` is data), and what has another type than asked for is absent.
 */
export type Json = Readonly<Record<string, unknown>>;

/** Azure's own answers stay below forty; what reads them recursively must not run out of stack. */
const MAX_DEPTH = 200;

/** The value of a text; `undefined` when it is no JSON, or is nested deeper than any answer of Azure. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  if (depthOf(text) > MAX_DEPTH) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** How deep objects and lists nest, without building them. */
function depthOf(text: string): number {
  let deepest = 0;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (quoted) {
      if (character === BACKSLASH) index += 1;
      else if (character === QUOTE) quoted = false;
    } else if (character === QUOTE) quoted = true;
    else if (character === BRACE || character === BRACKET) deepest = Math.max(deepest, ++depth);
    else if (character === BRACE_END || character === BRACKET_END) depth -= 1;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, BRACE, BRACE_END, BRACKET, BRACKET_END] = [34, 92, 123, 125, 91, 93];

/**
 * A name from an answer as one segment of an address. Half a character, which JSON can hold and an
 * address cannot, becomes U+FFFD; `.` and `..` stay, and are refused where the address is made.
 */
export function segment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function boolAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

export function objectAt(value: unknown, ...path: readonly string[]): Json | undefined {
  const found = at(value, ...path);
  return isObject(found) ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] | undefined {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : undefined;
}

export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return (listAt(value, ...path) ?? []).filter((item) => typeof item === 'string');
}
