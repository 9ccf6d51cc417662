import { count } from '../domain/count.ts';
import type { Report } from '../domain/report.ts';
import { bytes, fit, SUMMARY_BYTES } from './budget.ts';
import { changesSections } from './changes-markdown.ts';
import { DOCS, type RenderContext } from './context.ts';
import { link, text } from './escape.ts';
import { failing, head } from './head.ts';
import { overview } from './overview-markdown.ts';
import {
  exemptSection,
  failingSection,
  knownSection,
  notesSection,
  passSection,
  resourceTables,
  skippedSection,
} from './sections.ts';
import { setUpSection } from './set-up-markdown.ts';

/**
 * The job summary. @param limit in bytes of UTF-8: what the step's summary file still takes.
 */
export function renderSummary(
  report: Report,
  context: RenderContext,
  limit: number = SUMMARY_BYTES,
): string {
  const findings = failing(report, context);
  const changes = changesSections(report);
  const todo = failingSection(
    findings,
    context,
    'What fails, and how to fix it',
    0.5,
    report.setUp === undefined,
  );
  return fit(
    [
      head(report, context),
      // In `plan` and `enforce` the changes are what the reader came for.
      ...(report.mode === 'check' ? [] : changes),
      ...setUpSection(report),
      overview(report),
      ...resourceTables(report, context),
      ...todo,
      ...(report.mode === 'check' ? changes : []),
      ...exemptSection(report),
      ...knownSection(report),
      ...notesSection(report),
      ...passSection(report),
      ...skippedSection(report),
      footer(report, context),
    ],
    limit,
    bytes,
  );
}

function footer({ stats }: Report, { version }: RenderContext): string {
  const facts = [
    `Foundry Entra Gate ${text(version, 40)}`,
    `${count(stats.requests, 'request')}, ${stats.retries} repeated, ${stats.throttled} throttled`,
    `${(stats.durationMs / 1000).toFixed(1)} s`,
    link('rules', `${DOCS}/rules`),
  ];
  return `<sub>${facts.join(' · ')}</sub>\n`;
}
