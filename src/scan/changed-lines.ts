/** Lines of the file as it is after the change. One-based, both ends included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
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
  const ranges: { start: number; end: number }[] = [];
  let line = 0;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk) {
      line = Number(hunk[1]);
    } else if (text.startsWith('+')) {
      const last = ranges.at(-1);
      if (last?.end === line - 1) last.end = line;
      else ranges.push({ start: line, end: line });
      line += 1;
    } else if (!text.startsWith('-') && !text.startsWith('\\')) {
      line += 1;
    }
  }
  return ranges;
}

/** Does any of these spans of lines hold a changed line? */
export function touches(
  changed: ChangedLines,
  spans: readonly (readonly [first: number, last: number])[],
): boolean {
  if (changed === 'all') return true;
  return spans.some(([first, last]) =>
    changed.some(({ start, end }) => start <= last && first <= end),
  );
}
