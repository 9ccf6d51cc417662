import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from '@jest/globals';
import type { Log } from 'sarif';
import { renderSarif } from '../../src/report/sarif.ts';
import { accountId, assembled, clean, context, finding, hostile, large, small } from './samples.ts';

const require = createRequire(import.meta.url);
const official = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;
// It is written in draft 4, whose keywords that it uses mean the same in draft 7.
const schema = Object.fromEntries(
  Object.entries(official).filter(([name]) => name !== '$schema' && name !== 'id'),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const valid = ajv.compile(schema);

const read = (...args: Parameters<typeof renderSarif>): Log =>
  JSON.parse(renderSarif(...args)) as Log;
const results = (log: Log) => log.runs[0]?.results ?? [];

describe('the SARIF log', () => {
  it.each([
    ['a pull request', small],
    ['a clean resource', clean],
    ['hostile content', hostile],
    ['5,000 resources', large()],
  ])('of %s follows the schema and the rules of code scanning', (_, parts) => {
    const log = read(assembled(parts), context());
    expect(valid(log) ? [] : valid.errors).toEqual([]);
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    for (const rule of rules) {
      expect(rule.help?.markdown).toContain('**Fix:**');
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(20);
    }
    const seen = new Set<string>();
    for (const result of results(log)) {
      const place = result.locations?.[0]?.physicalLocation;
      expect(place?.artifactLocation?.uri).toMatch(/^[^/].*/);
      expect(place?.region?.startLine).toBeGreaterThan(0);
      expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      const fingerprint = result.partialFingerprints?.primaryLocationLineHash ?? '';
      expect(fingerprint).toMatch(/^[0-9a-f]+:1$/);
      expect(seen.has(fingerprint)).toBe(false);
      seen.add(fingerprint);
    }
  });

  it('would be refused by that schema if it were wrong', () => {
    expect(valid({ version: '2.1.0', runs: [{}] })).toBe(false);
    const log = read(assembled(small), context());
    expect(valid({ ...log, runs: [{ ...log.runs[0], results: [{ ruleId: 'x' }] }] })).toBe(false);
  });

  it('of a pull request', () => {
    const log = read(assembled(small), context());
    expect({ ...log.runs[0], tool: 'see the rules' }).toMatchSnapshot();
    expect(log.runs[0]?.tool.driver.rules?.[1]).toMatchSnapshot();
  });

  it('anchors a resource to its declaration, else the policy file, else the workflow', () => {
    const report = assembled({
      findings: [
        finding(),
        finding({ resource: accountId('contoso-dev') }),
        finding({ resource: `${accountId('Contoso-Prod')}/connections/c` }),
      ],
    });
    const files = (changes: Parameters<typeof context>[0]) =>
      results(read(report, context(changes))).map(({ locations }) => {
        const place = locations?.[0]?.physicalLocation;
        return `${place?.artifactLocation?.uri ?? ''}:${place?.region?.startLine ?? 0}`;
      });
    expect(files({})).toEqual([
      '.github/foundry-entra-gate.yml:1',
      'infra/main.bicep:12',
      'infra/main.bicep:12',
    ]);
    expect(files({ anchors: new Map(), policyFile: undefined })).toEqual(
      Array.from({ length: 3 }, () => '.github/workflows/gate.yml:1'),
    );
  });

  it('keeps the fingerprint of a finding whose line moved, and parts those of one line', () => {
    const at = (line: number) =>
      finding({ rule: 'source-uses-entra', resource: 'source', file: 'a.py', line });
    const fingerprints = (lines: readonly number[]) =>
      results(read(assembled({ findings: lines.map(at) }), context())).map(
        ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
      );
    expect(fingerprints([3])).toEqual(fingerprints([90]));
    const [a, b] = fingerprints([3, 4]);
    expect(a).not.toBe(b);
  });

  it('has a result for each rule when nothing was judged, so that no rule looks clean', () => {
    const rules = ['keys-disabled', 'inference-role', 'entra-accepted'] as const;
    const findings = rules.map((rule) =>
      finding({ rule, status: 'unknown', message: 'Not judged: sign-in failed.' }),
    );
    const log = read(assembled({ findings }), context());
    expect(
      results(log)
        .map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual([...rules].sort());
  });

  it('leaves out what is exempt, as code scanning would open an alert, and says so', () => {
    const log = read(assembled(small), context());
    expect(results(log).some(({ ruleId }) => ruleId === 'assign-to-groups')).toBe(false);
    expect(JSON.stringify(log.runs[0]?.invocations)).toContain(
      'On call engineer until the group exists',
    );
  });

  it('holds at most 25,000 results, worst first, and counts the others', () => {
    const findings = Array.from({ length: 25_100 }, (_, index) =>
      finding({ resource: accountId(`a${index}`), severity: index < 100 ? 'error' : 'warning' }),
    );
    const log = read(assembled({ findings }), context());
    expect(results(log)).toHaveLength(25_000);
    expect(
      results(log)
        .slice(0, 100)
        .every(({ level }) => level === 'error'),
    ).toBe(true);
    expect(JSON.stringify(log.runs[0]?.invocations)).toContain('100 more results');
  });
});
