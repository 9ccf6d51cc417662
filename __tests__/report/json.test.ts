import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from '@jest/globals';
import { CHANGE_KINDS } from '../../src/domain/change.ts';
import { RULE_IDS } from '../../src/domain/finding.ts';
import { renderJson } from '../../src/report/json.ts';
import { readBaseline } from '../../src/settings/baseline.ts';
import { assembled, clean, enforced, finding, hostile, large, plan, small } from './samples.ts';

interface Schema {
  definitions: Record<string, { properties: Record<string, { enum?: string[] }> }>;
}
const schema = JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as Schema;
const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const valid = ajv.compile(schema);

describe('the JSON report', () => {
  it.each([
    ['a pull request', small],
    ['a clean resource', clean],
    ['a plan', plan],
    ['changes', enforced],
    ['hostile content', hostile],
    ['5,000 resources', large()],
  ])('of %s follows the published schema and reads back as it was', (_, parts) => {
    const report = assembled(parts);
    const read = JSON.parse(renderJson(report)) as unknown;
    expect(valid(read) ? [] : valid.errors).toEqual([]);
    expect(read).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('shows no character that hides or reorders text in an editor', () => {
    expect(renderJson(assembled(hostile))).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
  });

  it('holds no command of the runner, which reads what a job prints', () => {
    expect(JSON.stringify(assembled(hostile))).toContain('##[');
    expect(renderJson(assembled(hostile))).not.toContain('##[');
  });

  it('of a pull request', () => {
    expect(renderJson(assembled(small))).toMatchSnapshot();
  });

  it('has a schema that knows every rule and change there is', () => {
    expect(schema.definitions.finding?.properties.rule?.enum).toEqual([...RULE_IDS]);
    expect(schema.definitions.change?.properties.kind?.enum).toEqual([...CHANGE_KINDS]);
  });

  it('is a baseline for the next run, in which nothing new fails', () => {
    const read = readBaseline(renderJson(assembled(small)), 'report.json');
    expect(read.ok).toBe(true);
    const entries = read.ok ? read.entries : [];
    const again = assembled({ ...small, baseline: { entries, scanned: () => true } });
    expect(again.compliant).toBe(true);
    expect(again.fixedSinceBaseline).toBe(0);
    const scan = finding({ rule: 'source-uses-entra', status: 'pass', resource: 'source' });
    const fixed = assembled({
      ...clean,
      findings: [...clean.findings, scan],
      baseline: { entries, scanned: () => true },
    });
    expect(fixed.fixedSinceBaseline).toBe(1);
  });

  it.each([
    ['{', 'it is no JSON'],
    ['[]', '"version" is not 1'],
    ['{"version":1}', '"findings" is not a list'],
    ['{"version":1,"findings":[{"rule":"nope"}]}', 'findings[0] is not a finding'],
    ['null', '"version" is not 1'],
  ])('is told from what is none: %s', (text, problem) => {
    const read = readBaseline(text, 'b.json');
    expect(read.ok ? [] : read.errors).toEqual([expect.stringContaining(`b.json: ${problem}`)]);
  });
});
