import type { Hit } from './hit.ts';

/** Lines of the file as it is after the change. One-based, both ends included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  /** Text of lines that were taken out between these two, which themselves are not changed. */
  readonly removed?: string;
}

/** `all`: the whole file counts as changed. */
export type ChangedLines = readonly LineRange[] | 'all';

/**
 * The lines that a pull request adds or changes in one file, from the `patch` of GitHub's "list pull requests
 * files" answer. GitHub leaves the patch out for large diffs, binary files and mere renames: then the whole
 * file counts, as nothing says that a line was there before.
 * (docs.github.com, REST API, "List pull requests files")
 */
export function changedLines(patch: string | undefined): ChangedLines {
  if (patch === undefined || patch === '') return 'all';
  const ranges: { start: number; end: number; removed?: string }[] = [];
  let line = 0;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    const last = ranges.at(-1);
    if (hunk) {
      line = Number(hunk[1]);
    } else if (text.startsWith('+')) {
      if (last?.end === line - 1 && last.removed === undefined) last.end = line;
      else ranges.push({ start: line, end: line });
      line += 1;
    } else if (text.startsWith('-')) {
      const removed = text.slice(1);
      if (last?.end === line && last.removed !== undefined) last.removed += `\n${removed}`;
      else ranges.push({ start: line - 1, end: line, removed });
    } else if (!text.startsWith('\\')) {
      line += 1;
    }
  }
  return ranges;
}

/**
 * Does the text hold every line that the patch adds? A merge with newer commits moves lines and keeps them; the
 * base, or another commit of the branch, lacks some. Only ASCII that can be seen is compared: how the rest is
 * encoded in the checkout, line ends above all, is its own affair.
 */
export function holdsPatch(patch: string, text: string): boolean {
  const added = patch.split('\n').filter((line) => line.startsWith('+'));
  if (added.length === 0) return true;
  const lines = new Set(text.split('\n').map(visible));
  return added.every((line) => lines.has(visible(line.slice(1))));
}

function visible(line: string): string {
  return line.replace(/[^\x21-\x7e]+/g, '');
}

/** Is the finding of the pull request's making, as far as lines of its file tell? */
export function touches(
  changed: ChangedLines,
  { lines, decidedBy = [], missing }: Pick<Hit, 'lines' | 'decidedBy' | 'missing'>,
): boolean {
  if (changed === 'all') return true;
  return (
    changesLines(changed, [...lines, ...decidedBy]) ||
    changed.some(
      ({ start, end, removed }) =>
        removed !== undefined &&
        missing !== undefined &&
        missing.lines[0] <= start &&
        end <= missing.lines[1] &&
        missing.names.some((name) => removed.toLowerCase().includes(name.toLowerCase())),
    )
  );
}

/** Is a line of the spans new, or was one taken out between two lines of a span? */
export function changesLines(changed: ChangedLines, spans: Hit['lines']): boolean {
  if (changed === 'all') return true;
  return changed.some(({ start, end, removed }) =>
    spans.some(([first, last]) =>
      removed === undefined ? start <= last && first <= end : first <= start && end <= last,
    ),
  );
}
