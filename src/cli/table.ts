import { styleText } from 'node:util';
import { onOneLine } from '../domain/clip.ts';
import { counts, readFix, type Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { resourceName } from '../domain/resource-name.ts';
import { accessTitle } from '../report/access-title.ts';
import { visible } from '../report/escape.ts';
import { bundle, type Bundle } from '../report/bundle.ts';
import { groups, type Group } from '../report/groups.ts';
import { compareToDo } from '../report/procedure.ts';
import {
  isStopped,
  tallyWords,
  totals,
  verdict,
  type FailOn,
  type Tone,
} from '../report/verdict.ts';

export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal; `Infinity` where lines are not to be broken. */
  readonly width: number;
}

type Paint = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

const STATUS_PAINT: Readonly<Record<Finding['status'], Paint>> = {
  fail: 'red',
  unknown: 'yellow',
  pass: 'green',
  exempt: 'cyan',
  skipped: 'dim',
};
const TONE_PAINT: Readonly<Record<Tone, Paint>> = {
  good: 'green',
  neutral: 'cyan',
  warning: 'yellow',
  bad: 'red',
  unknown: 'yellow',
};
/** With more resources than these, what passes is counted and not listed. */
const RESOURCES_IN_FULL = 20;
const DETAILS = 50;

/** The report for a terminal: a table per resource, what to do, changes, notes, and the verdict last. */
export function renderTable(report: Report, failOn: FailOn, style: Style): string {
  const { headline, tone, fails } = verdict(report, failOn);
  const all = groups(report);
  const worst = bundle(report.findings.filter(counts).sort(compareToDo));
  const lines = [
    ...all.flatMap((group) => [...table(group, all.length <= RESOURCES_IN_FULL, style), '']),
    ...details(worst, style),
    ...changes(report, style),
    ...section(accessTitle(report.changes), report.losesAccess ?? [], style),
    ...section('Notes', report.notes ?? [], style),
    paint(line(headline), TONE_PAINT[tone], style),
    `${tallyWords(totals(report))}. Exit code ${Number(fails)} (fail-on: ${failOn}).`,
  ];
  return `${lines.join('\n')}\n`;
}

function table(group: Group, inFull: boolean, style: Style): readonly string[] {
  const about = group.about === '' ? '' : paint(`  ${line(group.about)}`, 'dim', style);
  const shown = inFull
    ? group.findings
    : group.findings.filter(({ status }) => status === 'fail' || status === 'unknown');
  const rest = group.findings.length - shown.length;
  const widest = Math.max(0, ...shown.map(({ rule }) => rule.length));
  return [
    `${paint(line(group.name), 'bold', style)}${about}`,
    ...bundle(shown).map((one) => row(one, group, widest, style)),
    ...(rest > 0 ? [paint(`  ${rest} more that pass, are exempt or skipped`, 'dim', style)] : []),
  ];
}

function row({ first: finding, all }: Bundle, group: Group, widest: number, style: Style): string {
  const rule = all.length > 1 ? `${all.length} rules` : finding.rule;
  const status = finding.known ? 'known' : finding.status;
  const head = `  ${paint(status.padEnd(9), finding.known ? 'dim' : STATUS_PAINT[finding.status], style)}${rule.padEnd(widest)}  ${finding.severity.padEnd(9)}`;
  const place = placeOf(finding, group.id);
  const text = `${place === '' ? '' : `${place}: `}${line(finding.message)}`;
  const indent = 2 + 9 + widest + 2 + 9;
  return head + wrap(text, style.width - indent).join(`\n${' '.repeat(indent)}`);
}

function details(bundles: readonly Bundle[], style: Style): readonly string[] {
  if (bundles.length === 0) return [];
  const blocks = bundles.slice(0, DETAILS).flatMap(({ first, all }) => {
    const place = first.file === undefined ? line(first.resource) : placeOf(first, '');
    const rules = [...new Set(all.map(({ rule }) => rule))].join(', ');
    return [
      `  ${paint(rules, STATUS_PAINT[first.status], style)}  ${place}`,
      ...seen(first).flatMap((one) =>
        wrap(line(one), style.width - 4).map((part) => `    ${part}`),
      ),
      ...wayOut(first, style),
      '',
    ];
  });
  const left = bundles.length - DETAILS;
  return [
    `${paint('What to do', 'bold', style)}${paint('  (portal steps, Bicep and the reasons: --json)', 'dim', style)}`,
    ...blocks,
    ...(left > 0 ? [`  and ${left} more: use --json`, ''] : []),
  ];
}

/** The message is in the table; here is what it was read from. */
function seen({ evidence = '' }: Finding): readonly string[] {
  return evidence.split('\n').filter((one) => one.startsWith('Seen: '));
}

/** The sentence, then what a terminal can use: the commands, else the code to write, else the steps of the portal. */
function wayOut({ fix = '' }: Finding, style: Style): readonly string[] {
  const parts = readFix(fix);
  const code = [parts.Code, parts.Bicep, parts.Terraform].filter((part) => part !== undefined);
  const ready = parts.az === undefined ? code : [parts.az];
  return [
    ...wrap(line(parts.say), style.width - 4).map((one) => (one === '' ? '' : `    ${one}`)),
    // As they are: they are copied, so their lines are not broken.
    ...ready.flatMap((text) => visible(text).split('\n')).map((one) => `      ${one}`),
    ...(ready.length === 0 && parts.Portal !== undefined
      ? [`    Portal: ${line(parts.Portal)}`]
      : []),
  ].filter((one) => one !== '');
}

function changes(report: Report, style: Style): readonly string[] {
  if (report.mode === 'check') return [];
  const said = new Set<string>();
  const rows = report.changes.map(({ kind, status, resource, message }) => {
    const head = `  ${paint(status.padEnd(10), isStopped(status) ? 'red' : 'green', style)}${kind.padEnd(20)}`;
    // What stops a whole plan is the reason of each change.
    const [first = '', ...others] = said.has(message) ? ['as above'] : message.split('\n');
    said.add(message);
    return [`${line(resourceName(resource))}: ${line(first)}`, ...others.map(line)]
      .flatMap((text) => wrap(text, style.width - 32))
      .map((text, index) => (index === 0 ? head : ' '.repeat(32)) + text)
      .join('\n');
  });
  return [
    paint('Changes', 'bold', style),
    ...(rows.length > 0 ? rows : ['  none']),
    ...(report.planDigest === undefined ? [] : [`  plan digest: ${report.planDigest}`]),
    '',
  ];
}

function section(title: string, texts: readonly string[], style: Style): readonly string[] {
  if (texts.length === 0) return [];
  return [
    paint(title, 'bold', style),
    ...texts.flatMap((text) => wrap(line(text), style.width - 2).map((one) => `  ${one}`)),
    '',
  ];
}

/** `app.py:12`, the name of a connection, or nothing where it is the resource of the group. */
function placeOf(finding: Finding, groupId: string): string {
  if (finding.file !== undefined) {
    return line(finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`);
  }
  return finding.resource.toLowerCase() === groupId.toLowerCase() || finding.resource === 'source'
    ? ''
    : line(resourceName(finding.resource));
}

/** Untrusted text on one line, in which nothing can steer the terminal. */
function line(text: string): string {
  return onOneLine(visible(text));
}

function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(width, 30);
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

function paint(text: string, with_: Paint, { colour }: Style): string {
  return colour ? styleText(with_, text, { validateStream: false }) : text;
}
