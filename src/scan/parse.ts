import type { Node } from 'web-tree-sitter';
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
  const [{ Parser }, loaded] = await Promise.all([treeSitter(), language(grammar)]);
  const parser = new Parser();
  try {
    parser.setLanguage(loaded);
    const started = performance.now();
    const tree = parser.parse(source, null, {
      progressCallback: () => performance.now() - started > limitMs,
    });
    if (!tree) throw new TooSlow(limitMs);
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}
