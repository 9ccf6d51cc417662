import { clip } from '../domain/clip.ts';
import { count } from '../domain/count.ts';
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
  type YAMLError,
} from 'yaml';

/** Keys and indexes from the top of the file. */
export type Place = readonly (string | number)[];

export interface PolicyDocument {
  readonly value: unknown;
  /** `FILE:LINE:COLUMN: where: problem.` `key`: point at the key itself and not at its value. */
  readonly error: (place: Place, problem: string, key?: string) => string;
  /** One-based. */
  readonly line: (place: Place) => number;
}

const MAX_CHARACTERS = 512 * 1024;
const MAX_DEPTH = 20;
/** Enough for shared lists; an alias bomb needs far more. */
const MAX_ALIASES = 100;
/** A person mends no more at a time, and each is cut to a line that fits a log. */
const MAX_ERRORS = 20;
const MAX_MESSAGE = 300;

interface Refused {
  readonly ok: false;
  readonly errors: readonly string[];
}

/** YAML 1.2 with positions. Refuses what is large, deep, of several documents, or grows by aliases. */
export function parsePolicyYaml(
  text: string,
  file: string,
): { readonly ok: true; readonly document: PolicyDocument } | Refused {
  const refuse = (problem: string): Refused => ({
    ok: false,
    errors: [`${file}:1:1: ${shorten(problem)}`],
  });
  if (text.length > MAX_CHARACTERS) return refuse(`the file is larger than 512 KiB`);
  if (nesting(text) > MAX_DEPTH) return refuse(`nested deeper than ${MAX_DEPTH} levels`);
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      strict: true,
      uniqueKeys: true,
    });
    if ('empty' in documents) {
      return { ok: true, document: { value: null, error: () => file, line: () => 1 } };
    }
    const [document, second] = documents;
    if (!document) return refuse('no YAML document was found');
    if (second) return refuse('the file holds several YAML documents; one is allowed');
    const at = placeIn(file, lines);
    const broken = [...document.errors, ...document.warnings];
    if (broken.length > 0) return { ok: false, errors: tellBroken(broken, file, at) };
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (isCircular(value)) return refuse('an alias stands for something that holds the alias');
    return {
      ok: true,
      document: {
        value,
        error: (place, problem, key) =>
          [
            at(offsetOf(document, place, key)),
            ...(place.length > 0 ? [written(place)] : []),
            shorten(problem),
          ].join(': '),
        line: (place) => Math.max(1, lines.linePos(offsetOf(document, place)).line),
      },
    };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** `FILE:LINE:COLUMN` of an offset. */
function placeIn(file: string, lines: LineCounter): (offset: number) => string {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
}

function tellBroken(
  broken: readonly YAMLError[],
  file: string,
  at: (offset: number) => string,
): readonly string[] {
  const told = broken
    .slice(0, MAX_ERRORS)
    .map(({ message, pos }) => `${at(pos[0])}: ${shorten(message)}`);
  const left = broken.length - told.length;
  return [...told, ...(left > 0 ? [`${file}: ${count(left, 'more error')}`] : [])];
}

/** Of the node at a place, or of the last one on the way to it that is there. */
function offsetOf(document: Document.Parsed, place: Place, key?: string): number {
  let node: unknown = document.contents;
  let offset = start(node) ?? 0;
  for (const part of place) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isCollection(node)) return offset;
    const next: unknown = node.get(part, true);
    offset = start(next) ?? offset;
    node = next;
  }
  if (isAlias(node)) node = node.resolve(document);
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === key,
    );
    offset = start(pair?.key) ?? offset;
  }
  return offset;
}

function start(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;
}

/** The parser tells of its stack when it has run out of it. */
function shorten(problem: string): string {
  if (/call stack/i.test(problem)) return 'nested too deep';
  return clip(problem, MAX_MESSAGE);
}

function isCircular(value: unknown, above: ReadonlySet<unknown> = new Set()): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.has(value)) return true;
  const inside = new Set([...above, value]);
  return Object.values(value).some((inner) => isCircular(inner, inside));
}

/** `exemptions[0].expires` */
function written(place: Place): string {
  return place
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join('');
}

/** An upper bound of how deep the text nests, without parsing it: the parser itself is recursive. */
function nesting(text: string): number {
  let deepest = 0;
  let flow = 0;
  for (const line of text.split('\n')) {
    const indent = /^[ ]*(?:[-?] *)*/.exec(line)?.[0] ?? '';
    const dashes = indent.split(/[-?]/).length - 1;
    deepest = Math.max(deepest, dashes);
    for (const character of line) {
      if (character === '[' || character === '{') deepest = Math.max(deepest, ++flow);
      else if (character === ']' || character === '}') flow = Math.max(0, flow - 1);
    }
  }
  return deepest;
}
