import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedLines, touches } from '../../src/scan/changed-lines.ts';

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
      { start: 2, end: 3 },
      { start: 12, end: 12 },
    ]);
  });

  it('are all of them for a new file, and none where lines were only removed', () => {
    expect(changedLines('@@ -0,0 +1,2 @@\n+a\n+b')).toEqual([{ start: 1, end: 2 }]);
    expect(changedLines('@@ -1,2 +1 @@\n a\n-b')).toEqual([]);
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
              : ranges.flatMap(({ start, end }) =>
                  Array.from({ length: end - start + 1 }, (_, index) => start + index),
                );
          expect(covered).toEqual(added);
        },
      ),
    );
  });

  it('touch a span when they share a line with it', () => {
    const changed = [{ start: 5, end: 7 }];
    expect(touches(changed, [[7, 9]])).toBe(true);
    expect(touches(changed, [[1, 5]])).toBe(true);
    expect(
      touches(changed, [
        [1, 4],
        [8, 9],
      ]),
    ).toBe(false);
    expect(touches('all', [[1, 1]])).toBe(true);
  });
});
