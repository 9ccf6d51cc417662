import { counts, type Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { resourceName } from '../domain/resource-name.ts';
import type { RenderContext } from './context.ts';
import { code, text } from './escape.ts';
import { placeName, whatToDo } from './finding-markdown.ts';
import { compareToDo, procedureRank } from './procedure.ts';
import { isStopped, verdict, type Tone } from './verdict.ts';

const SIGNS: Readonly<Record<Tone, string>> = {
  good: '✅',
  neutral: '📋',
  warning: '⚠️',
  bad: '❌',
  unknown: '❓',
};
const ALERTS: Readonly<Record<Tone, string>> = {
  good: 'TIP',
  neutral: 'NOTE',
  warning: 'WARNING',
  bad: 'CAUTION',
  unknown: 'WARNING',
};

/** Verdict, what to do first, the numbers: what is read in five seconds. */
export function head(report: Report, context: RenderContext): string {
  const { tone, headline, detail } = verdict(report, context.failOn);
  const todo = next(report, context);
  return [
    `## ${SIGNS[tone]} ${text(headline)}`,
    ...(todo.length === 0 ? [] : [`> [!${ALERTS[tone]}]\n> ${todo.join('\n>\n> ')}`]),
    `**Foundry Entra Gate** (${report.mode}): ${text(detail)}`,
    '',
  ].join('\n\n');
}

/** What the reader does next: look at the change that stopped, approve the plan, or mend the first finding. */
function next(report: Report, context: RenderContext): readonly string[] {
  const stopped = report.changes.find(({ status }) => isStopped(status));
  if (stopped) {
    const name = text(resourceName(stopped.resource), 200);
    return [
      `**First: ${name}**. The change ${code(stopped.kind)} ${stopped.status === 'reverted' ? 'was' : stopped.status === 'failed' ? 'has' : 'is'} ${stopped.status}.`,
      // With room for the command at its end. What stopped all changes may take more lines, which stand below.
      ...stopped.message
        .split('\n')
        .slice(0, 2)
        .map((line) => text(line, 1200)),
    ];
  }
  if (report.mode === 'plan' && report.planDigest !== undefined && report.changes.length > 0) {
    return ['**Next:** review the changes, then run `enforce` with the digest as `approved-plan`.'];
  }
  const [finding] = failing(report, context);
  if (!finding) return [];
  const todo = whatToDo(finding);
  return [
    `**First: ${text(placeName(finding), 200)}**. ${text(finding.message, 400)}`,
    ...(todo === '' ? [] : [text(todo, 600)]),
  ];
}

/** Of the worst findings the one to begin with; the author of a pull request begins with the code. */
function firstToDo(worstFirst: readonly Finding[], { event }: RenderContext): Finding | undefined {
  const [worst] = worstFirst;
  if (!worst) return undefined;
  const rank = ({ rule, file }: Finding): number => {
    const outsidePullRequest = file !== undefined && event.pullRequest === undefined;
    return outsidePullRequest ? Infinity : procedureRank(rule);
  };
  return worstFirst
    .filter(({ severity, status }) => severity === worst.severity && status === worst.status)
    .reduce((best, finding) => (rank(finding) < rank(best) ? finding : best));
}

/** What fails or could not be determined and counts: what to begin with, then the rest of what is to do. */
export function failing(report: Report, context: RenderContext): readonly Finding[] {
  const worstFirst = report.findings.filter(counts).sort(compareToDo);
  const first = firstToDo(worstFirst, context);
  return first ? [first, ...worstFirst.filter((finding) => finding !== first)] : [];
}
