import { count } from '../domain/count.ts';
import type { Report } from '../domain/report.ts';
import { BODY_CHARACTERS, characters, fit } from './budget.ts';
import { changesSections } from './changes-markdown.ts';
import type { RenderContext } from './context.ts';
import { link, text } from './escape.ts';
import { marker } from './marker.ts';
import { failing, head } from './head.ts';
import { overview } from './overview-markdown.ts';
import {
  exemptSection,
  failingSection,
  knownSection,
  notesSection,
  resourceTables,
} from './sections.ts';
import { setUpSection } from './set-up-markdown.ts';

/** The pull request comment. */
export function renderComment(report: Report, context: RenderContext): string {
  return body('comment', report, context);
}

/** The body of the tracking issue. */
export function renderIssue(report: Report, context: RenderContext): string {
  return body('issue', report, context);
}

/** Does not change, so that people can search for it and mute it. */
export const ISSUE_TITLE = 'Foundry Entra Gate: resources that are not keyless yet';

/** Do two bodies say the same, but for the run that said it and the commit it looked at? */
export function sameBody(a: string, b: string): boolean {
  return essence(a) === essence(b);
}

function essence(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  return lines
    .slice(0, -1)
    .join('\n')
    .replace(/\/blob\/[0-9a-f]{40}\//g, '/blob/COMMIT/');
}

function body(kind: 'comment' | 'issue', report: Report, context: RenderContext): string {
  const changes = changesSections(report);
  return fit(
    [
      `${marker(kind, context.event)}\n`,
      head(report, context),
      ...(report.mode === 'check' ? [] : changes),
      ...setUpSection(report),
      overview(report),
      ...resourceTables(report, context),
      ...failingSection(
        failing(report, context),
        context,
        'What fails, and how to fix it',
        0.5,
        report.setUp === undefined,
      ),
      ...(report.mode === 'check' ? changes : []),
      ...exemptSection(report),
      ...knownSection(report),
      ...notesSection(report),
      lastLine(report, context),
    ],
    BODY_CHARACTERS,
    characters,
  );
}

/** Not compared when a run decides whether there is anything new to say. */
function lastLine(report: Report, { version, event }: RenderContext): string {
  const passes = report.findings.filter(({ status }) => status === 'pass').length;
  const facts = [
    count(passes, 'rule passed', 'rules passed'),
    event.runUrl === '' ? '' : link('all of it in the job summary', event.runUrl),
    event.sha === '' ? '' : `commit ${text(event.sha.slice(0, 7))}`,
    `Foundry Entra Gate ${text(version, 40)}`,
  ];
  return `<sub>${facts.filter((fact) => fact !== '').join(' · ')}</sub>\n`;
}
