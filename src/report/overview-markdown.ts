import { counts, RULE_IDS } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { code, text } from './escape.ts';
import { groups } from './groups.ts';
import { RULE_TEXTS } from './rule-texts.ts';

/** From here on one looks at kinds of findings before one looks at resources. */
const MANY = 10;

/** For audits of many resources: how many stand where, and which rules fail most. Bounded by the number of rules. */
export function overview(report: Report): string {
  const resources = groups(report).filter(({ id }) => id !== 'source');
  if (resources.length < MANY) return '';
  const failing = resources.filter(({ errors }) => errors > 0).length;
  const unknown = resources.filter((group) => !group.compliant && group.errors === 0).length;
  const slices = [
    ['Not compliant', failing],
    ['Not determined', unknown],
    ['Compliant', resources.length - failing - unknown],
  ] as const;
  const chart = [
    '```mermaid',
    'pie showData title Resources',
    ...slices.filter(([, number]) => number > 0).map(([name, number]) => `  "${name}" : ${number}`),
    '```',
  ].join('\n');
  const rows = RULE_IDS.map((rule) => {
    const found = report.findings.filter((finding) => finding.rule === rule && counts(finding));
    return {
      rule,
      fail: found.filter(({ status }) => status === 'fail').length,
      unknown: found.filter(({ status }) => status === 'unknown').length,
    };
  })
    .filter((row) => row.fail + row.unknown > 0)
    .sort((a, b) => b.fail - a.fail || b.unknown - a.unknown)
    .map(
      (row) =>
        `| ${code(row.rule)} ${text(RULE_TEXTS[row.rule].title)} | ${row.fail} | ${row.unknown} |`,
    );
  return [
    chart,
    ...(rows.length > 0
      ? [`| Rule | Fails | Not determined |\n| --- | ---: | ---: |\n${rows.join('\n')}`]
      : []),
    '',
  ].join('\n\n');
}
