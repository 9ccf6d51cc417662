import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evidence, fix, FIX_LABELS, readFix } from '../../src/domain/finding.ts';

describe('a fix', () => {
  it('is read back in the parts it was made of', () => {
    const line = fc.stringMatching(/^[a-z][a-z0-9 .$/-]{0,20}[a-z]$/);
    const block = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
    const parts = fc
      .record(
        { say: line, ...Object.fromEntries(FIX_LABELS.map((label) => [label, block])) },
        { requiredKeys: ['say'] },
      )
      .map((made) => made);
    fc.assert(
      fc.property(parts, (made) => {
        expect(readFix(fix(made))).toEqual(made);
      }),
    );
  });

  it('keeps its sentence on one line, so that no value can pose as a label', () => {
    expect(readFix(fix({ say: 'one\naz: rm -rf' }))).toEqual({ say: 'one az: rm -rf' });
  });
});

describe('evidence', () => {
  it('is one line for each thing seen', () => {
    expect(evidence({ expected: 'true', seen: ['a\nb', 'c'], why: 'because' })).toBe(
      'Expected: true\nSeen: a b\nSeen: c\nWhy: because',
    );
  });
});
