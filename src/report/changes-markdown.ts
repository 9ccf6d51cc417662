import { count } from '../domain/count.ts';
import type { Change, ChangeStatus } from '../domain/change.ts';
import type { Report } from '../domain/report.ts';
import { resourceName } from '../domain/resource-name.ts';
import { accessTitle } from './access-title.ts';
import { code, text } from './escape.ts';
import { folded, table, type Part } from './sections.ts';
import { isStopped } from './verdict.ts';

const SIGNS: Readonly<Record<ChangeStatus, string>> = {
  planned: '📝',
  done: '✅',
  unchanged: '➖',
  blocked: '⛔',
  failed: '❌',
  reverted: '↩️',
};

/** Before and after, in the order in which changes are made; what was right already is folded. */
export function changesSections(report: Report): readonly Part[] {
  const { changes, planDigest, losesAccess = [], mode } = report;
  const rows = (unchanged: boolean): readonly string[] =>
    changes.filter(({ status }) => (status === 'unchanged') === unchanged).map(row);
  const stopped = changes.filter(({ status }) => isStopped(status));
  const others = changes.filter(({ status }) => !isStopped(status) && status !== 'unchanged');
  const head = '| Change | Result | Before | After |\n| --- | --- | --- | --- |\n';
  const digest =
    planDigest === undefined || mode === 'check'
      ? []
      : [
          `Plan digest: ${code(planDigest)}${mode === 'plan' && changes.some(({ status }) => status === 'planned') ? '. To have exactly this plan made, give it to `enforce` as `approved-plan`.' : ''}\n\n`,
        ];
  return [
    ...table(
      `### ${mode === 'plan' ? 'What enforce would change' : 'Changes'}\n\n${head}`,
      rows(false),
      'changes',
      0.25,
    ),
    ...folded(`⛔ What stopped ${count(stopped.length, 'change')}`, {
      items: reasons(stopped),
      name: 'reasons',
      share: 0.15,
      unfold: true,
    }),
    ...digest,
    ...folded(`What to know of ${count(others.length, 'change')}`, {
      items: reasons(others),
      name: 'changes',
      share: 0.1,
      // Open while it is short: here stands what `force` overrode.
      unfold: others.length <= 10,
    }),
    ...folded(`➖ ${rows(true).length} already as wanted`, {
      open: head,
      items: rows(true),
      name: 'changes',
      share: 0.05,
    }),
    ...folded(`🔑 ${accessTitle(changes)}: ${losesAccess.length}`, {
      items: losesAccess.map((sentence) => `- ${text(sentence, 600)}\n`),
      name: 'callers',
      share: 0.1,
      unfold: true,
    }),
  ];
}

/** `3 changes: 2 done, 1 blocked`. */
export function changeWords(report: Report): string {
  const { changes } = report;
  const statuses = [...new Set(changes.map(({ status }) => status))].map(
    (status) => `${changes.filter((change) => change.status === status).length} ${status}`,
  );
  return `${count(changes.length, 'change')}: ${statuses.join(', ')}`;
}

/** Sentences stand below the table: in a cell they make it tall, and the ids beside them make it wide. */
function row(change: Change): string {
  const result = `${SIGNS[change.status]} **${change.status}**`;
  return `| ${code(change.kind)}<br>${text(resourceName(change.resource), 200)} | ${result} | ${values(change.before)} | ${values(change.after)} |\n`;
}

/** One item for changes that say the same. The message is whole: the remedy stands at its end. */
function reasons(changes: readonly Change[]): readonly string[] {
  return [...Map.groupBy(changes, ({ message }) => message)].map(([message, alike]) => {
    const names = alike
      .slice(0, NAMED)
      .map(({ kind, resource }) => `${code(kind)} ${text(resourceName(resource), 200)}`);
    const more = alike.length > NAMED ? ` and ${alike.length - NAMED} more` : '';
    const [first = '', ...others] = message.split('\n').map((line) => text(line, 4000));
    return `- ${names.join(', ')}${more}: ${[first, ...others].join('\n  - ')}\n`;
  });
}

/** Changes that an item names; the table above lists them all. */
const NAMED = 10;

function values(record: Change['before']): string {
  if (record === undefined) return '';
  return Object.entries(record)
    .slice(0, 12)
    .map(([name, value]) => code(`${name}: ${shown(value)}`, 200))
    .join('<br>');
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '(not set)';
  // An id of Azure as people call the resource; the report has it whole.
  return typeof value === 'string' ? resourceName(value) : JSON.stringify(value);
}
