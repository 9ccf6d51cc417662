import type { Node, Parser } from 'web-tree-sitter';
import { language, treeSitter, type GrammarName } from './grammars.ts';

/** The parser gave up at the deadline: the file is reported as not judged, never as clean. */
export class TooSlow extends Error {
  constructor(milliseconds: number) {
    super(`reading it took longer than ${(milliseconds / 1000).toFixed(0)} seconds`);
    this.name = 'TooSlow';
  }
}

/** Milliseconds that one file may take. The slowest hand-written file in a thousand takes some 50. */
export const PARSE_LIMIT_MS = 3_000;

/**
 * Parses `source` and hands the root to `use`; the tree is freed afterwards, so `use` must not keep nodes.
 * Syntax errors do not stop it: tree-sitter reads on after them.
 * @throws {TooSlow} when the parser has not finished after `limitMs` milliseconds
 */
export async function withTree<T>(
  grammar: GrammarName,
  source: string,
  use: (root: Node) => T,
  limitMs: number = PARSE_LIMIT_MS,
): Promise<T> {
  const parser = await parserFor(grammar);
  const started = performance.now();
  const tree = parser.parse(source, null, {
    progressCallback: () => performance.now() - started > limitMs,
  });
  if (!tree) {
    // Else it would go on with this text when it is given the next.
    parser.reset();
    throw new TooSlow(limitMs);
  }
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

const parsers = new Map<GrammarName, Parser>();

async function parserFor(grammar: GrammarName): Promise<Parser> {
  const known = parsers.get(grammar);
  if (known) return known;
  const [{ Parser: Made }, loaded] = await Promise.all([treeSitter(), language(grammar)]);
  const parser = new Made();
  parser.setLanguage(loaded);
  parsers.set(grammar, parser);
  return parser;
}
