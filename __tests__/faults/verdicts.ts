import type { Finding, Status } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';
import type { GateRun } from '../scenarios/gate.ts';

type Judged = Pick<Report, 'findings' | 'compliant'>;

/**
 * What a faulty run says that it must not say, given the report of the same run without faults: a finding
 * may turn to `unknown` and to nothing else, none may vanish, and the verdict may not get better. A run
 * that failed as a whole, in words, says nothing wrong.
 */
export function wrongTurns(without: Judged, faulty: Judged): readonly string[] {
  const before = groups(without.findings);
  const after = groups(faulty.findings);
  const wrong: string[] = [];
  for (const [group, findings] of after) {
    if (!before.has(group) && findings.every((finding) => isSaidElsewhere(finding, without)))
      continue;
    const was = count(before.get(group) ?? []);
    for (const [status, times] of count(findings)) {
      if (status !== 'unknown' && times > (was.get(status) ?? 0)) {
        wrong.push(`${group}: ${statuses(before.get(group) ?? [])} became ${statuses(findings)}`);
        break;
      }
    }
  }
  for (const [group, findings] of before) {
    const left = after.get(group) ?? [];
    if (left.length >= findings.length || left.some(({ status }) => status === 'unknown')) continue;
    const stands = faulty.findings.some(
      (finding) =>
        ((finding.status === 'unknown' || isSkippedAnyway(finding, without)) &&
          findings.every((lost) => covers(finding, lost))) ||
        (!before.has(groupOf(finding)) && findings.every((lost) => isMoved(finding, lost))),
    );
    if (!stands) wrong.push(`${group}: ${statuses(findings)} vanished to ${statuses(left)}`);
  }
  if (faulty.compliant && !without.compliant) wrong.push('the run became compliant');
  return wrong;
}

/** The rule has nothing to say in this run, whatever it is asked about. */
function isSkippedAnyway({ rule, status }: Finding, without: Judged): boolean {
  return (
    status === 'skipped' &&
    without.findings.every((finding) => finding.rule !== rule || finding.status === 'skipped')
  );
}

/**
 * One connection can be seen from two owners (a hub and its project, an account and its projects), and one
 * finding tells of it: where one owner does not answer, it is told at the other one.
 */
function isSaidElsewhere(found: Finding, without: Judged): boolean {
  return (
    isSkippedAnyway(found, without) ||
    (found.rule.includes('connection') &&
      without.findings.some((finding) => isMoved(found, finding)))
  );
}

function isMoved(found: Finding, from: Finding): boolean {
  return (
    found.rule.includes('connection') && found.rule === from.rule && found.status === from.status
  );
}

/** A finding that stands for a finding that could not be made: of an account, of all that was asked for. */
function covers(standing: Finding, lost: Finding): boolean {
  if (standing.rule !== lost.rule) return false;
  const at = standing.resource.toLowerCase();
  return (
    lost.resource.toLowerCase().startsWith(at) ||
    lost.account?.toLowerCase() === at ||
    !/\/accounts\/[^/]+$/.test(at)
  );
}

function groups(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(findings, groupOf);
}

function groupOf({ rule, resource, file }: Finding): string {
  return `${rule} of ${resource.toLowerCase()} ${file ?? ''}`;
}

function count(findings: readonly Finding[]): ReadonlyMap<Status, number> {
  const counts = new Map<Status, number>();
  for (const { status } of findings) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

function statuses(findings: readonly Finding[]): string {
  return `[${findings
    .map(({ status }) => status)
    .sort()
    .join(' ')}]`;
}

const NOT_FOR_PEOPLE =
  /\bundefined\b|\[object|\bNaN\b|TypeError|SyntaxError|ReferenceError|Unexpected token|is not a function|is not iterable|Cannot read/;

/** A run that was refused as a whole has no report. */
type Told = Pick<GateRun, 'stdout'> & { readonly report?: Report };

/** What the run tells in words, of what went wrong: the findings that are unknown now, errors, warnings, changes. */
export function told(run: Told, without: readonly Finding[]): readonly string[] {
  const before = new Set(without.map(({ message }) => message));
  const findings = (run.report?.findings ?? [])
    .filter(({ status, message }) => status === 'unknown' && !before.has(message))
    .map(({ message, fix }) => `${message} ${fix ?? ''}`);
  const commands = run.stdout.match(/^::(error|warning).*$/gm) ?? [];
  const changes = (run.report?.changes ?? []).map(({ message }) => message);
  return [...findings, ...commands, ...changes, ...(run.report?.notes ?? [])];
}

/** What is wrong with how the run tells it. */
export function badSentences(run: Told, without: readonly Finding[]): readonly string[] {
  const bad = told(run, without).filter((sentence) => NOT_FOR_PEOPLE.test(sentence));
  const before = new Set(without.map(({ message }) => message));
  for (const { rule, status, message, fix } of run.report?.findings ?? []) {
    if (status !== 'unknown' || before.has(message)) continue;
    if (message.length < 30 || !/[.!…]\)?$/.test(message.trim())) bad.push(`${rule}: ${message}`);
    if ((fix ?? '').length < 10) bad.push(`${rule} says not what to do: ${message}`);
  }
  if (run.stdout.includes('mistake of its own'))
    bad.push('the action stopped by a mistake of its own');
  return bad;
}
