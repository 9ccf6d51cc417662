import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedLines, holdsPatch, touches, type LineRange } from '../../src/scan/changed-lines.ts';

describe('the changed lines of a patch', () => {
  it('are those that the new file has and the old one had not', () => {
    const patch = `@@ -1,4 +1,5 @@
 import os
-key = "a"
+key = "b"
+other = "c"
 x = 1
@@ -10,3 +11,4 @@ def f():
 a
+b
 c
 d
\\ No newline at end of file`;
    expect(changedLines(patch)).toEqual([
      { start: 1, end: 2, removed: 'key = "a"' },
      { start: 2, end: 3 },
      { start: 12, end: 12 },
    ]);
  });

  it('are all of them for a new file, and the two around a place where lines were removed', () => {
    expect(changedLines('@@ -0,0 +1,2 @@\n+a\n+b')).toEqual([{ start: 1, end: 2 }]);
    expect(changedLines('@@ -1,4 +1,2 @@\n a\n-b\n-c\n d')).toEqual([
      { start: 1, end: 2, removed: 'b\nc' },
    ]);
  });

  it('are the whole file where GitHub leaves the patch out', () => {
    expect(changedLines(undefined)).toBe('all');
    expect(changedLines('')).toBe('all');
  });

  it('are found whatever was kept, added and removed', () => {
    const line = fc.constantFrom(' ', '+', '-');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.integer({ min: 1, max: 1_000 }),
        (kinds, first) => {
          const patch = [`@@ -1,1 +${first},1 @@`, ...kinds.map((kind) => `${kind}text`)].join(
            '\n',
          );
          const added: number[] = [];
          let at = first;
          for (const kind of kinds) {
            if (kind === '+') added.push(at);
            if (kind !== '-') at += 1;
          }
          const ranges = changedLines(patch);
          const covered =
            ranges === 'all'
              ? []
              : ranges
                  .filter(isAdded)
                  .flatMap(({ start, end }) =>
                    Array.from({ length: end - start + 1 }, (_, index) => start + index),
                  );
          expect(covered).toEqual(added);
        },
      ),
    );
  });

  it('are in a text that holds what the patch adds, wherever it stands and however lines end', () => {
    const patch = '@@ -1,3 +1,3 @@\n import os\n-key = "a"\n+key = "ä"\n+\tcall(key)\n x = 1';
    expect(holdsPatch(patch, 'new\r\nimport os\r\nkey = "\u00e4"\r\n\tcall(key)\r\n')).toBe(true);
    expect(holdsPatch(patch, 'import os\nkey = "a"\nx = 1\n')).toBe(false);
    expect(holdsPatch('@@ -1,2 +1 @@\n a\n-b', 'a')).toBe(true);
  });

  it('touch a finding when they share a line with it, or with what decides it', () => {
    const changed = [{ start: 5, end: 7 }];
    expect(touches(changed, { lines: [[7, 9]] })).toBe(true);
    expect(touches(changed, { lines: [[1, 5]] })).toBe(true);
    const around = [[1, 4] as const, [8, 9] as const];
    expect(touches(changed, { lines: around })).toBe(false);
    expect(touches(changed, { lines: around, decidedBy: [[6, 6]] })).toBe(true);
    expect(touches('all', { lines: [[1, 1]] })).toBe(true);
  });

  it('touch a finding when lines within it were removed, or a line that named what it misses', () => {
    const changed = [{ start: 5, end: 6, removed: '  DisableLocalAuth: true' }];
    expect(touches(changed, { lines: [[4, 6]] })).toBe(true);
    expect(touches(changed, { lines: [[1, 5]] })).toBe(false);
    expect(touches(changed, { lines: [[6, 9]] })).toBe(false);
    const missing = (name: string) => ({
      lines: [[1, 1] as const],
      missing: { names: ['other', name], lines: [1, 6] as const },
    });
    expect(touches(changed, missing('disableLocalAuth'))).toBe(true);
    expect(touches(changed, missing('customSubDomainName'))).toBe(false);
    expect(touches([{ start: 6, end: 7, removed: 'other' }], missing('x'))).toBe(false);
  });
});

function isAdded({ removed }: LineRange): boolean {
  return removed === undefined;
}
