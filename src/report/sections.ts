import { count } from '../domain/count.ts';
import { counts, type Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { resourceName } from '../domain/resource-name.ts';
import { rendered, type Items, type Section } from './budget.ts';
import { bundle } from './bundle.ts';
import type { RenderContext } from './context.ts';
import { code, link, text } from './escape.ts';
import { findingItem, placeName, portalUrl, sign } from './finding-markdown.ts';
import { groups, type Group } from './groups.ts';
import { compareToDo } from './procedure.ts';

export type Part = string | Section;

/** More rows than these would push what to do about them out of sight. */
const ROWS_IN_SIGHT = 25;

/** Failing resources, worst first, as a table; the passing ones are one folded table after it. */
export function resourceTables(report: Report, context: RenderContext): readonly Part[] {
  const all = groups(report);
  const clean = (group: Group): boolean =>
    group.compliant && group.warnings + group.unknown + group.notes === 0;
  const head = '| Resource | Result | What fails |\n| --- | --- | --- |\n';
  const failing = all.filter((group) => !clean(group));
  const rows = (some: readonly Group[]): Items => rendered(some, (group) => row(group, context));
  const passing = all.filter((group) => clean(group) && group.id !== 'source');
  return [
    ...table(head, rows(failing.slice(0, ROWS_IN_SIGHT)), 'resources', 0.1),
    ...folded(
      `${count(Math.max(0, failing.length - ROWS_IN_SIGHT), 'more resource')} with something to do`,
      {
        open: head,
        items: rows(failing.slice(ROWS_IN_SIGHT)),
        name: 'resources',
        share: 0.15,
      },
    ),
    ...folded(`✅ ${count(passing.length, 'resource')} with nothing to do`, {
      open: '| Resource | |\n| --- | --- |\n',
      items: rendered(passing, (group) => passingRow(group, context)),
      name: 'resources',
      share: 0.05,
      unfold: failing.length === 0 && passing.length <= 10,
    }),
  ];
}

function row(group: Group, context: RenderContext): string {
  const rules = [
    ...new Set(
      group.findings.filter(counts).map((finding) => `${sign(finding)} ${code(finding.rule)}`),
    ),
  ];
  const shown = rules.length <= 5 ? rules : [...rules.slice(0, 4), `and ${rules.length - 4} more`];
  return `| ${resourceCell(group, context)} | ${result(group)} | ${shown.join('<br>')} |\n`;
}

function passingRow(group: Group, context: RenderContext): string {
  const passes = group.findings.filter(({ status }) => status === 'pass').length;
  const exempt = group.findings.filter(({ status }) => status === 'exempt').length;
  const known = group.findings.filter((finding) => finding.known === true).length;
  const words = [
    count(passes, 'pass', 'passes'),
    ...(exempt > 0 ? [`${exempt} exempt`] : []),
    ...(known > 0 ? [`${known} known`] : []),
  ];
  return `| ${resourceCell(group, context)} | ${words.join(', ')} |\n`;
}

function resourceCell(group: Group, { portal }: RenderContext): string {
  const name = `**${text(group.name, 100)}**`;
  const linked =
    portal !== undefined && group.id.startsWith('/subscriptions/')
      ? link(name, portalUrl(portal, group.id))
      : name;
  return group.about === '' ? linked : `${linked}<br><sub>${text(group.about, 100)}</sub>`;
}

function result(group: Group): string {
  const words = [
    ...(group.errors > 0 ? [count(group.errors, 'error')] : []),
    ...(group.unknownErrors > 0 ? [`${group.unknownErrors} not determined`] : []),
    ...(group.warnings > 0 ? [count(group.warnings, 'warning')] : []),
    ...(group.unknown > group.unknownErrors
      ? [
          `${group.unknown - group.unknownErrors} ${group.unknownErrors > 0 ? 'more ' : ''}not determined`,
        ]
      : []),
    ...(group.notes > 0 ? [count(group.notes, 'note')] : []),
  ];
  return words.join('<br>');
}

/** What fails, worst first, each unfolding to evidence and fix. */
export function failingSection(
  findings: readonly Finding[],
  context: RenderContext,
  title: string,
  share = 0.6,
  /** Whether the first one is unfolded. */
  unfold = true,
): readonly Part[] {
  if (findings.length === 0) return [];
  return [
    {
      open: `### ${title}\n\n`,
      items: rendered(bundle(findings), (one, index) =>
        findingItem(one, context, { open: unfold && index === 0 }),
      ),
      close: '',
      left: (left) => `and ${count(left, 'more finding')}: see the JSON report.\n\n`,
      share,
    },
  ];
}

/** Exempt findings stay in sight in every report, with reason and end. */
export function exemptSection(report: Report): readonly Part[] {
  const rows = rendered(
    report.findings.filter(({ status }) => status === 'exempt'),
    (finding) =>
      `| ${text(placeName(finding), 200)} | ${code(finding.rule)} | ${text(finding.exemption?.reason ?? '', 300)} | ${text(finding.exemption?.expires ?? '')} |\n`,
  );
  return table(
    `### Exempt\n\n| Where | Rule | Reason | Until |\n| --- | --- | --- | --- |\n`,
    rows,
    'exemptions',
    0.05,
  );
}

/** Findings of the baseline: folded, because they are no news. */
export function knownSection(report: Report): readonly Part[] {
  const { fixedSinceBaseline = 0 } = report;
  const items = rendered(
    report.findings.filter((finding) => finding.known === true).sort(compareToDo),
    (finding) =>
      `- ${sign(finding)} **${text(placeName(finding), 200)}** ${text(finding.message, 300)} ${code(finding.rule)}\n`,
  );
  return [
    ...(fixedSinceBaseline > 0
      ? [
          `🎉 ${count(fixedSinceBaseline, 'finding')} of the baseline ${fixedSinceBaseline === 1 ? 'is' : 'are'} gone.\n\n`,
        ]
      : []),
    ...folded(
      `${items.length} known (in the baseline, or on lines that the pull request does not change)`,
      { items, name: 'findings', share: 0.05 },
    ),
  ];
}

/** Passes by resource, folded. */
export function passSection(report: Report): readonly Part[] {
  const passing = groups(report).filter(({ findings }) =>
    findings.some(({ status }) => status === 'pass'),
  );
  const rows = rendered(passing, ({ name, findings }) => {
    const rules = findings.filter(({ status }) => status === 'pass').map(({ rule }) => code(rule));
    return `| ${text(name, 200)} | ${[...new Set(rules)].join(', ')} |\n`;
  });
  const passes = report.findings.filter(({ status }) => status === 'pass').length;
  return folded(`✅ ${count(passes, 'pass', 'passes')}`, {
    open: '| Resource | Passes |\n| --- | --- |\n',
    items: rows,
    name: 'resources',
    share: 0.1,
  });
}

/** What does not apply, and why, folded. */
export function skippedSection(report: Report): readonly Part[] {
  const items = rendered(
    report.findings.filter(({ status }) => status === 'skipped'),
    (finding) =>
      `- **${text(resourceName(finding.resource), 200)}** ${code(finding.rule)}: ${text(finding.message, 300)}\n`,
  );
  return folded(`${items.length} skipped (do not apply)`, { items, name: 'findings', share: 0.05 });
}

/** What the reader should know beside the findings. */
export function notesSection(report: Report): readonly Part[] {
  const { coverage, scan, notes = [] } = report;
  const facts = [
    ...(coverage
      ? [
          `Resources: ${coverage.seen} seen, ${coverage.judged} judged, ${coverage.unknown} could not be read.`,
        ]
      : []),
    ...(scan ? [`Source: ${count(scan.files, 'file')} judged, ${scan.skipped} left out.`] : []),
  ];
  const items = [...facts, ...notes].map((note) => `- ${text(note, 1000)}\n`);
  return folded('Notes', {
    items,
    name: 'notes',
    share: 0.05,
    unfold: notes.length > 0 && notes.length <= 3,
  });
}

/** A table that is left out when it has no rows. */
export function table(open: string, items: Items, name: string, share: number): readonly Part[] {
  if (items.length === 0) return [];
  return [
    {
      open,
      items,
      close: '\n',
      left: (left) => `\nand ${left} more ${name}: see the JSON report.\n`,
      share,
    },
  ];
}

/** A folded part with a count in its title; left out when it is empty. */
export function folded(
  title: string,
  part: {
    readonly open?: string;
    readonly items: Items;
    readonly name: string;
    readonly share: number;
    readonly unfold?: boolean;
  },
): readonly Part[] {
  if (part.items.length === 0) return [];
  return [
    {
      open: `<details${part.unfold ? ' open' : ''}><summary>${title}</summary>\n\n${part.open ?? ''}`,
      items: part.items,
      close: '\n</details>\n\n',
      left: (left) => `\nand ${left} more ${part.name}: see the JSON report.\n`,
      share: part.share,
    },
  ];
}
