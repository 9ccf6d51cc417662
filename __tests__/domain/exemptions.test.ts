import { describe, expect, it } from '@jest/globals';
import { applyExemptions } from '../../src/domain/exemptions.ts';
import type { Exemption } from '../../src/domain/policy.ts';
import { accountId, finding } from '../report/samples.ts';

const exemption = (changes: Partial<Exemption> = {}): Exemption => ({
  rule: 'keys-disabled',
  resource: 'contoso-prod',
  reason: 'Vendor tool',
  expires: '2026-06-30',
  line: 9,
  ...changes,
});
const at = (time: string) => new Date(time);
const apply = (
  findings: Parameters<typeof applyExemptions>[0],
  exemptions: readonly Exemption[],
  now: Date,
) => applyExemptions(findings, exemptions, now, 'policy.yml');

describe('an exemption', () => {
  it.each(['fail', 'unknown'] as const)(
    'covers what it names, with reason and end: %s',
    (status) => {
      const { findings, ending } = apply([finding({ status })], [exemption()], at('2026-03-01'));
      expect(findings).toEqual([
        {
          ...finding(),
          status: 'exempt',
          exemption: { reason: 'Vendor tool', expires: '2026-06-30' },
        },
      ]);
      expect(ending).toEqual([]);
    },
  );

  it.each([
    ['another rule', finding({ rule: 'custom-subdomain' })],
    ['another resource', finding({ resource: accountId('contoso-dev') })],
    ['what passes', finding({ status: 'pass' })],
    ['what does not apply', finding({ status: 'skipped' })],
    ['a source finding', finding({ resource: 'source', file: 'contoso-prod' })],
  ])('does not cover %s', (_, other) => {
    expect(apply([other], [exemption()], at('2026-03-01')).findings).toEqual([other]);
  });

  it('covers connections of hubs by the account they were judged for', () => {
    const hub = finding({
      rule: 'hub-connections-use-entra',
      resource:
        '/subscriptions/1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub/connections/c',
      account: accountId('contoso-prod'),
    });
    const [covered] = apply(
      [hub],
      [exemption({ rule: 'hub-connections-use-entra' })],
      at('2026-03-01'),
    ).findings;
    expect(covered?.status).toBe('exempt');
  });

  it('for files covers source findings only', () => {
    const forFiles: Exemption = {
      rule: 'source-uses-entra',
      file: 'samples/**',
      reason: 'Teaching material',
      expires: '2026-06-30',
      line: 3,
    };
    const statuses = apply(
      [
        finding({ rule: 'source-uses-entra', resource: 'source', file: 'samples/a/b.py' }),
        finding({ rule: 'source-uses-entra', resource: 'source', file: 'src/b.py' }),
        finding({ rule: 'source-uses-entra' }),
      ],
      [forFiles],
      at('2026-03-01'),
    ).findings.map(({ status }) => status);
    expect(statuses).toEqual(['exempt', 'fail', 'fail']);
  });

  it.each([
    ['2026-06-16T23:59:59Z', 'exempt', []],
    ['2026-06-17T00:00:00Z', 'exempt', ['warning']],
    ['2026-06-30T23:59:59Z', 'exempt', ['warning']],
    ['2026-07-01T00:00:00Z', 'fail', ['error']],
    ['2027-01-01T00:00:00Z', 'fail', ['error']],
  ])('warns 14 days before its end and is an error after it: %s', (now, status, severities) => {
    const { findings, ending } = apply([finding()], [exemption()], at(now));
    expect(findings.map((one) => one.status)).toEqual([status]);
    expect(ending.map(({ severity }) => severity)).toEqual(severities);
    for (const one of ending) {
      expect(one).toMatchObject({
        rule: 'keys-disabled',
        status: 'fail',
        resource: 'source',
        file: 'policy.yml',
        line: 9,
      });
    }
  });

  it('that has ended is an error even when nothing needs it any more', () => {
    const { ending } = apply([finding({ status: 'pass' })], [exemption()], at('2026-07-01'));
    expect(ending.map(({ message }) => message)).toEqual([
      'The exemption from keys-disabled for contoso-prod expired on 2026-06-30.',
    ]);
  });

  it.each([
    ['2026-06-30T12:00:00Z', 'ends on 2026-06-30 (today is its last day)'],
    ['2026-06-29T12:00:00Z', 'ends on 2026-06-30 (2 days left)'],
  ])('says how long it holds: %s', (now, says) => {
    const { ending } = apply([finding()], [exemption()], at(now));
    expect(ending[0]?.message).toBe(`The exemption from keys-disabled for contoso-prod ${says}.`);
    const forFiles = { ...exemption({ file: 'samples/**' }), resource: undefined };
    expect(apply([], [forFiles as unknown as Exemption], at(now)).ending[0]?.message).toContain(
      `for samples/** ${says}`,
    );
  });

  it('for a resource covers no line of code, whatever the resource of a source finding reads', () => {
    const inCode = finding({ resource: 'source', file: 'src/a.py' });
    const { findings } = apply([inCode], [exemption({ resource: '**' })], at('2026-03-01'));
    expect(findings).toEqual([inCode]);
    expect(
      apply(
        [finding({ resource: 'source' })],
        [exemption({ resource: 'source' })],
        at('2026-03-01'),
      ).findings[0]?.status,
    ).toBe('exempt');
  });

  it('that covers something is not noted', () => {
    expect(apply([finding()], [exemption()], at('2026-03-01')).notes).toEqual([]);
  });

  it('that covers nothing is noted', () => {
    expect(apply([], [exemption()], at('2026-03-01')).notes).toEqual([
      'The exemption from keys-disabled at line 9 of policy.yml covers no finding of this run.',
    ]);
  });
});
