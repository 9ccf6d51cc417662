import { getNodeValue, parseTree, type Node } from 'jsonc-parser';

/** The code of a notebook's cells of one language, joined, and where each of its lines stands in the file. */
export interface NotebookCode {
  readonly language: 'python' | 'csharp' | 'shell';
  readonly source: string;
  /** Line of the file for each line of `source`; one-based, index 0 is line 1. */
  readonly lines: readonly number[];
}

/**
 * The code cells of a Jupyter or Polyglot notebook.
 * @throws {SyntaxError} when the file is not JSON
 * @throws {RangeError} when it is nested too deep to be read
 */
export function notebookCode(text: string): readonly NotebookCode[] {
  const tree = parseTree(text);
  const cells = member(tree, 'cells');
  if (!cells?.children) throw new SyntaxError('it is not the JSON of a notebook');
  const lineOf = lineCounter(text);
  const kernel = languageOf(
    stringAt(tree, 'metadata', 'language_info', 'name') ??
      stringAt(tree, 'metadata', 'kernelspec', 'language') ??
      'python',
  );
  const parts = new Map<NotebookCode['language'], { source: string[]; lines: number[] }>();
  for (const cell of cells.children) {
    if (stringAt(cell, 'cell_type') !== 'code') continue;
    const own =
      stringAt(cell, 'metadata', 'vscode', 'languageId') ??
      stringAt(cell, 'metadata', 'dotnet_interactive', 'language') ??
      stringAt(cell, 'metadata', 'polyglot_notebook', 'kernelName');
    const source = linesOf(member(cell, 'source'), lineOf);
    const magic = /^\s*(?:%%|#!)(\w+)/.exec(
      source.find(({ line }) => line.trim() !== '')?.line ?? '',
    )?.[1];
    const language = languageOf(magic ?? own ?? '') ?? (own === undefined ? kernel : undefined);
    if (language === undefined) continue;
    for (const { line, at } of source) {
      const shell = language === 'python' && /^\s*!/.test(line);
      const part = partOf(parts, shell ? 'shell' : language);
      part.source.push(shell ? line.replace(/^\s*!/, '') : isMagic(line, language) ? '' : line);
      part.lines.push(at);
    }
    partOf(parts, language).source.push('');
    partOf(parts, language).lines.push(source.at(-1)?.at ?? 1);
  }
  return [...parts].map(([language, { source, lines }]) => ({
    language,
    source: source.join('\n'),
    lines,
  }));
}

function partOf(
  parts: Map<NotebookCode['language'], { source: string[]; lines: number[] }>,
  language: NotebookCode['language'],
): { source: string[]; lines: number[] } {
  const part = parts.get(language) ?? { source: [], lines: [] };
  parts.set(language, part);
  return part;
}

function isMagic(line: string, language: NotebookCode['language']): boolean {
  return language === 'python' ? /^\s*[%?]/.test(line) : /^\s*#(?:!|r\b|i\b)/.test(line);
}

function languageOf(name: string): NotebookCode['language'] | undefined {
  if (/^(?:python|ipython)\d?$/i.test(name)) return 'python';
  if (/^(?:c#|csharp)$/i.test(name)) return 'csharp';
  return /^(?:bash|sh|shell|shellscript)$/i.test(name) ? 'shell' : undefined;
}

function linesOf(
  source: Node | undefined,
  lineOf: (offset: number) => number,
): readonly { line: string; at: number }[] {
  const texts = source?.type === 'array' ? (source.children ?? []) : source ? [source] : [];
  return texts.flatMap((node) => {
    const value: unknown = getNodeValue(node);
    if (typeof value !== 'string') return [];
    const at = lineOf(node.offset);
    return value
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => ({ line, at }));
  });
}

function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  const property = node.children?.find((child) => (child.children?.[0]?.value as unknown) === name);
  return property?.children?.[1];
}

function stringAt(node: Node | undefined, ...path: readonly string[]): string | undefined {
  let here = node;
  for (const name of path) here = member(here, name);
  const value: unknown = here?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The one-based line of an offset. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
