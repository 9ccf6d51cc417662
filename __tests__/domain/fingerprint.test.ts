import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprint, fingerprints } from '../../src/domain/fingerprint.ts';

const bare = {
  rule: 'source-uses-entra',
  resource: 'source',
  message: 'A key is sent.',
} as const;
const base = { ...bare, file: 'app.py' };

describe('the fingerprint of a finding', () => {
  it('is what earlier runs and baselines hold: 32 hexadecimal digits', () => {
    expect(fingerprint(base, 1)).toMatch(/^[\da-f]{32}$/);
    expect(fingerprint(base, 1)).toBe('2e24b078c71bb969a067238b70ae8e8e');
  });

  it('stays when the code moves, and when Azure writes the id in another letter case', () => {
    const moved = { ...base, line: 9, column: 2, severity: 'note', status: 'unknown' };
    expect(fingerprint(moved, 1)).toBe(fingerprint(base, 1));
    expect(fingerprint({ ...base, resource: 'SOURCE' }, 1)).toBe(fingerprint(base, 1));
  });

  it('stays while it is about the same principals, whatever numbers its text has', () => {
    const [once, often] = ['Read once.', 'Read 3 times.'].map((message) => ({
      ...base,
      message,
      principals: ['ada'],
    }));
    expect(fingerprint({ ...base, ...once }, 1)).toBe(fingerprint({ ...base, ...often }, 1));
  });

  it('takes no file for an empty one, so that it stays one text', () => {
    expect(fingerprint(bare, 1)).toBe(fingerprint({ ...base, file: '' }, 1));
  });

  it.each([
    ['rule', { ...base, rule: 'keys-disabled' as const }, 1],
    ['resource', { ...base, resource: 'other' }, 1],
    ['file', { ...base, file: 'b.py' }, 1],
    ['letter case of a file', { ...base, file: 'App.py' }, 1],
    ['message', { ...base, message: 'Another.' }, 1],
    ['occurrence', base, 2],
    ['principals', { ...base, principals: ['ada'] }, 1],
  ])('differs by %s', (_title, other, occurrence) => {
    expect(fingerprint(other, occurrence)).not.toBe(fingerprint(base, 1));
  });
});

describe('the fingerprints of a run', () => {
  it('are in the order of the findings and tell equal ones apart by their occurrence', () => {
    const other = { ...base, file: 'b.py' };
    expect(fingerprints([base, other, base, base])).toEqual([
      { finding: base, fingerprint: fingerprint(base, 1) },
      { finding: other, fingerprint: fingerprint(other, 1) },
      { finding: base, fingerprint: fingerprint(base, 2) },
      { finding: base, fingerprint: fingerprint(base, 3) },
    ]);
  });

  it('are never the same twice', () => {
    const some = fc.record({
      rule: fc.constantFrom('keys-disabled' as const, 'keys-unread' as const),
      resource: fc.constantFrom('/a', '/A', '/b'),
      message: fc.constantFrom('m', 'n'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (findings) => {
        const all = fingerprints(findings).map((each) => each.fingerprint);
        expect(new Set(all).size).toBe(findings.length);
      }),
    );
  });
});
