import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failsAt, totals, verdict } from '../../src/report/verdict.ts';
import { accountId, assembled, enforced, finding, large, plan, small } from './samples.ts';

const about = (name: string) => ({ id: accountId(name), name, kind: 'AIServices', location: 'x' });

describe('compliant', () => {
  it.each([
    ['a failing error', finding(), false],
    ['an unknown error', finding({ status: 'unknown' }), false],
    ['a failing warning', finding({ severity: 'warning' }), true],
    ['an unknown warning', finding({ severity: 'warning', status: 'unknown' }), true],
    ['a known error', finding({ known: true }), true],
    ['an exempt error', finding({ status: 'exempt' }), true],
    ['a skipped rule', finding({ status: 'skipped' }), true],
    ['a pass', finding({ status: 'pass' }), true],
  ])('with %s', (_, one, compliant) => {
    const report = assembled({ resources: [about('contoso-prod')], findings: [one] });
    expect([report.compliant, report.resources[0]?.compliant]).toEqual([compliant, compliant]);
  });

  it('of a resource is decided by its own findings, its projects’ and its hubs’', () => {
    const report = assembled({
      resources: [about('a'), about('b'), about('c'), about('d')],
      findings: [
        finding({ resource: accountId('A') }),
        finding({ resource: `${accountId('b')}/projects/p/connections/c` }),
        finding({ resource: '/subscriptions/1/hub', account: accountId('c') }),
        finding({ resource: 'source', file: 'x.py' }),
      ],
    });
    expect(report.resources.map(({ name, compliant }) => [name, compliant])).toEqual([
      ['a', false],
      ['b', false],
      ['c', false],
      ['d', true],
    ]);
  });
});

describe('a step', () => {
  const error = finding();
  const unknown = finding({ status: 'unknown' });
  const warning = finding({ severity: 'warning' });
  const unknownWarning = finding({ severity: 'warning', status: 'unknown' });
  const note = finding({ severity: 'note' });
  it.each([
    ['check', 'error', [error], true],
    ['check', 'error', [unknown], true],
    ['check', 'error', [warning, note, unknownWarning], false],
    ['check', 'warning', [warning], true],
    ['check', 'warning', [unknownWarning], true],
    ['check', 'warning', [note], false],
    ['check', 'never', [error, unknown], false],
    ['check', 'error', [finding({ known: true })], false],
    ['plan', 'error', [error], false],
    ['enforce', 'error', [error], true],
    ['enforce', 'error', [warning], false],
    ['enforce', 'never', [error], false],
  ] as const)('in %s with fail-on %s: %#', (mode, failOn, findings, fails) => {
    const report = assembled({ mode, findings, planDigest: 'd' });
    expect(failsAt(report, failOn)).toBe(fails);
    expect(verdict(report, failOn).fails).toBe(fails);
  });

  it.each(['blocked', 'failed', 'reverted'] as const)(
    'that enforces fails over a %s change',
    (status) => {
      const changes = [
        { kind: 'disable-keys', resource: accountId('a'), status, message: '' },
      ] as const;
      expect(failsAt(assembled({ mode: 'enforce', planDigest: 'd', changes }), 'never')).toBe(true);
      expect(failsAt(assembled({ mode: 'plan', planDigest: 'd', changes }), 'error')).toBe(false);
    },
  );

  it.each(['plan', 'enforce'] as const)('without a plan fails in %s', (mode) => {
    expect(failsAt(assembled({ mode }), 'never')).toBe(true);
  });
});

describe('a report', () => {
  it('is the same whatever order the findings came in', () => {
    const parts = large();
    const some = { ...parts, findings: parts.findings.slice(0, 60) };
    const expected = JSON.stringify(assembled(some));
    fc.assert(
      fc.property(fc.shuffledSubarray([...some.findings], { minLength: 60 }), (findings) => {
        expect(JSON.stringify(assembled({ ...some, findings }))).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('holds a resource that two targets cover once', () => {
    const report = assembled({
      resources: [about('a'), about('a')],
      findings: [finding(), finding()],
    });
    expect([report.resources.length, report.findings.length]).toEqual([1, 1]);
  });

  it('shows exemptions that end, and no baseline prolongs them', () => {
    const late = {
      ...small,
      finishedAt: new Date('2026-07-02T00:00:00Z'),
    };
    const first = assembled(late);
    const again = assembled({
      ...late,
      baseline: { entries: first.findings, scanned: () => true },
    });
    const expired = again.findings.filter(({ message }) => message.includes('expired'));
    expect(expired).toHaveLength(1);
    expect(expired[0]?.known).toBeUndefined();
    expect(again.compliant).toBe(false);
    expect(again.findings.filter(({ known }) => known).length).toBeGreaterThan(0);
  });

  it('counts what is unknown and severe as an error, and once more as unknown', () => {
    const report = assembled({
      findings: [
        finding(),
        finding({ rule: 'entra-accepted', status: 'unknown' }),
        finding({ rule: 'keys-unread', severity: 'warning', status: 'unknown' }),
      ],
    });
    expect(totals(report)).toMatchObject({ errors: 2, unknownErrors: 1, unknown: 2, warnings: 0 });
  });

  it.each([
    ['1 of 1 resource fails', [finding({ resource: accountId('a') })]],
    ['1 place in source fails', [finding({ resource: 'source', file: 'a.py' })]],
    [
      '1 of 1 resource and 1 place in source fail',
      [finding({ resource: accountId('a') }), finding({ resource: 'source', file: 'a.py' })],
    ],
    [
      '1 of 1 resource fails',
      [
        finding({ resource: accountId('a') }),
        finding({ resource: 'source', file: 'a.py', severity: 'warning' }),
      ],
    ],
    [
      '1 of 2 resources fails; 1 more could not be determined',
      [
        finding({ resource: accountId('a') }),
        finding({ resource: accountId('b'), status: 'unknown' }),
      ],
    ],
    [
      '1 place in source fails; 1 of 1 resource could not be determined',
      [
        finding({ resource: 'source', file: 'a.py' }),
        finding({ resource: accountId('b'), status: 'unknown' }),
      ],
    ],
  ])(
    'says in its headline what fails, and apart from it what is not known: %s',
    (where, findings) => {
      const report = assembled({ findings });
      expect(verdict(report, 'error').headline).toBe(`Not compliant: ${where}`);
    },
  );

  it.each([
    ['blocked', 'Nothing was changed: 1 change blocked'],
    ['failed', 'Enforced in part: no change made, 1 failed'],
  ] as const)('says that nothing was changed only where nothing was tried: %s', (status, words) => {
    const change = { kind: 'disable-keys', resource: accountId('a'), status, message: '' } as const;
    const report = assembled({ mode: 'enforce', planDigest: 'd', changes: [change] });
    expect(verdict(report, 'error').headline).toContain(words);
  });

  it('says its verdict in words', () => {
    const words = (report: ReturnType<typeof assembled>): string => {
      const { headline, detail } = verdict(report, 'error');
      return `${headline}. ${detail}`;
    };
    expect([
      words(assembled(small)),
      words(
        assembled({
          resources: [about('a')],
          findings: [finding({ resource: accountId('a'), status: 'unknown' })],
        }),
      ),
      words(
        assembled({
          resources: [about('a')],
          findings: [finding({ resource: accountId('a'), status: 'pass' })],
        }),
      ),
      words(
        assembled({
          resources: [about('a'), about('b')],
          findings: [finding({ resource: accountId('a'), severity: 'warning' })],
        }),
      ),
      words(assembled({ scan: { files: 3, skipped: 0 } })),
      words(assembled({})),
      words(assembled(plan)),
      words(assembled({ mode: 'plan' })),
      words(assembled({ mode: 'plan', planDigest: 'd' })),
      words(assembled(enforced)),
      words(
        assembled({
          mode: 'enforce',
          planDigest: 'd',
          changes: [
            { kind: 'disable-keys', resource: accountId('a'), status: 'done', message: '' },
          ],
        }),
      ),
      words(assembled({ mode: 'enforce' })),
    ]).toMatchSnapshot();
  });
});
