import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/domain/finding.ts';
import { RULE_IDS } from '../../src/domain/finding.ts';
import { compareFindings, compareText, compareWorst } from '../../src/domain/order.ts';

const bare: Finding = {
  rule: 'inference-role',
  severity: 'error',
  status: 'fail',
  resource: '/subscriptions/b',
  message: 'm',
};
const base: Finding = { ...bare, file: 'm.py', line: 5, column: 5, evidence: 'm' };

const finding = fc.record(
  {
    rule: fc.constantFrom(...RULE_IDS.slice(0, 3)),
    // A rule has one severity in a run.
    severity: fc.constant('error' as const),
    status: fc.constantFrom('fail' as const, 'unknown' as const),
    resource: fc.constantFrom('/a', '/A', '/b'),
    file: fc.constantFrom('a.py', 'b.py'),
    line: fc.integer({ min: 1, max: 2 }),
    column: fc.integer({ min: 1, max: 2 }),
    message: fc.constantFrom('a', 'b'),
    evidence: fc.constantFrom('a', 'b'),
  },
  { requiredKeys: ['rule', 'severity', 'status', 'resource', 'message'] },
);

describe('the order of the report', () => {
  // Each row differs from `base` in one member, and against the order by all later members.
  it.each<[string, Finding, Finding]>([
    [
      'resources',
      { ...base, resource: '/subscriptions/a', file: 'z' },
      { ...base, resource: '/subscriptions/b', file: 'a' },
    ],
    [
      'resources in any letter case',
      { ...base, resource: '/subscriptions/A' },
      { ...base, resource: '/subscriptions/b' },
    ],
    [
      'resources, the second in capitals',
      { ...base, resource: '/subscriptions/a' },
      { ...base, resource: '/subscriptions/B' },
    ],
    ['files', { ...base, file: 'a.py', line: 9 }, { ...base, file: 'b.py', line: 1 }],
    ['no file before a file', { ...bare, line: 9 }, { ...bare, file: 'a.py', line: 1 }],
    ['lines as numbers', { ...base, line: 9, column: 9 }, { ...base, line: 10, column: 1 }],
    ['no line before a line', { ...bare, column: 9 }, { ...bare, line: 1, column: 1 }],
    [
      'columns as numbers',
      { ...base, column: 9, rule: 'keys-unread' },
      { ...base, column: 10, rule: 'custom-subdomain' },
    ],
    [
      'no column before a column',
      { ...bare, rule: 'keys-unread' },
      { ...bare, column: 1, rule: 'custom-subdomain' },
    ],
    [
      'rules as they are documented, not by letter',
      { ...base, rule: 'keys-disabled', status: 'unknown' },
      { ...base, rule: 'assign-to-groups', status: 'fail' },
    ],
    [
      'statuses',
      { ...base, status: 'fail', message: 'z' },
      { ...base, status: 'pass', message: 'a' },
    ],
    [
      'messages',
      { ...base, message: 'a', evidence: 'z' },
      { ...base, message: 'b', evidence: 'a' },
    ],
    ['evidence', { ...base, evidence: 'a' }, { ...base, evidence: 'b' }],
    ['no evidence before evidence', bare, { ...bare, evidence: 'a' }],
  ])('is by %s', (_title, first, second) => {
    expect(compareFindings(first, second)).toBeLessThan(0);
    expect(compareFindings(second, first)).toBeGreaterThan(0);
  });

  it('keeps findings of a resource that is written in two letter cases together', () => {
    expect(
      compareFindings(
        { ...base, resource: '/subscriptions/A', file: 'a' },
        { ...base, resource: '/subscriptions/a', file: 'b' },
      ),
    ).toBeLessThan(0);
    expect(compareFindings({ ...base, resource: '/S' }, { ...base, resource: '/s' })).toBe(0);
  });

  it('does not depend on the order in which the findings came', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
        const sorted = findings.toSorted(compareFindings);
        const turned = findings.toReversed().toSorted(compareFindings);
        expect(turned.map(fold)).toEqual(sorted.map(fold));
      }),
    );
  });

  it('is the same on every machine: capitals before small letters, accents last', () => {
    expect(['é', 'b', 'a', 'B', 'a'].sort(compareText)).toEqual(['B', 'a', 'a', 'b', 'é']);
    expect(compareText('a', 'a')).toBe(0);
  });
});

describe('the worst findings first', () => {
  it('is severity, then what is proven, then the rule; else the order stands', () => {
    const list: readonly Finding[] = [
      { ...base, severity: 'note' },
      { ...base, severity: 'warning', status: 'unknown' },
      { ...base, severity: 'warning', rule: 'keys-unread' },
      { ...base, severity: 'error', status: 'unknown', rule: 'custom-subdomain' },
      { ...base, severity: 'error', rule: 'keys-unread', message: 'z' },
      { ...base, severity: 'error', rule: 'keys-unread', message: 'a' },
      { ...base, severity: 'error', rule: 'keys-disabled' },
    ];
    expect(list.toSorted(compareWorst)).toEqual([6, 4, 5, 3, 2, 1, 0].map((at) => list[at]));
    expect(list.toReversed().toSorted(compareWorst)).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((at) => list[at]),
    );
  });
});

/** Findings that differ in the letter case of the resource only are equal to the order. */
function fold({ resource, ...rest }: Finding): unknown {
  return { ...rest, resource: resource.toLowerCase(), file: rest.file ?? '' };
}
