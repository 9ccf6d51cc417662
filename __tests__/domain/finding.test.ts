import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  counts,
  evidence,
  fix,
  FIX_LABELS,
  readFix,
  type Finding,
} from '../../src/domain/finding.ts';
import { finding } from '../report/samples.ts';

describe('a finding', () => {
  it.each<[string, boolean, Partial<Finding>]>([
    ['fails', true, { status: 'fail' }],
    ['could not be determined', true, { status: 'unknown' }],
    ['passes', false, { status: 'pass' }],
    ['is exempt', false, { status: 'exempt' }],
    ['was skipped', false, { status: 'skipped' }],
    ['fails and is known', false, { status: 'fail', known: true }],
    ['could not be determined and is known', false, { status: 'unknown', known: true }],
  ])('that %s counts: %s', (_title, expected, changes) => {
    expect(counts(finding(changes))).toBe(expected);
  });
});

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

  it('keeps the spaces of code, and none around it', () => {
    const code = 'if keyless:\n    call()  # now\n  az: none';
    expect(readFix(fix({ say: '  Change it.', Code: `\n${code}\n` }))).toEqual({
      say: '  Change it.',
      Code: code,
    });
  });

  it('is read without a sentence, and one of several lines as it stands', () => {
    expect(readFix('az: login')).toEqual({ say: '', az: 'login' });
    expect(readFix('one\n  two\naz: login')).toEqual({ say: 'one\n  two', az: 'login' });
  });
});

describe('evidence', () => {
  it('is one line for each thing seen', () => {
    expect(evidence({ expected: 'true', seen: ['a\nb', 'c'], why: 'because' })).toBe(
      'Expected: true\nSeen: a b\nSeen: c\nWhy: because',
    );
  });

  it('needs no reason', () => {
    expect(evidence({ expected: 'true', seen: 'false' })).toBe('Expected: true\nSeen: false');
  });

  it('is one line for each thing, whatever separates its lines, and keeps other spaces', () => {
    const seen = 'a\r\n\t b  c\rd';
    expect(evidence({ expected: 'e', seen, why: 'w\nx' })).toBe(
      'Expected: e\nSeen: a b  c d\nWhy: w x',
    );
  });
});
