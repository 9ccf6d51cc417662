import { count } from '../domain/count.ts';
import { counts, type Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { groups } from './groups.ts';

export type FailOn = 'error' | 'warning' | 'never';

/** The numbers of the outputs, the headline and the log: counted once, here. */
export interface Totals {
  readonly resources: number;
  readonly compliantResources: number;
  /** Severity error, failing or not determined (which counts as an error), known and exempt ones aside. */
  readonly errors: number;
  /** Severity warning, failing, known ones aside. */
  readonly warnings: number;
  /** Severity note, failing, known ones aside. */
  readonly notes: number;
  /** Not determined, of any severity, known ones aside. Those of severity error are among `errors` too. */
  readonly unknown: number;
  /** Of the unknown ones, those that count as errors. */
  readonly unknownErrors: number;
  readonly known: number;
  readonly exempt: number;
  /** Planned, or made. */
  readonly changes: number;
  /** Blocked, failed or reverted. */
  readonly stoppedChanges: number;
}

export function totals(report: Report): Totals {
  const tally = (of: (finding: Finding) => boolean): number => report.findings.filter(of).length;
  const failing = (severity: Finding['severity']) => (finding: Finding) =>
    finding.severity === severity && finding.status === 'fail' && counts(finding);
  const unknownErrors = tally(
    (finding) => finding.severity === 'error' && finding.status === 'unknown' && counts(finding),
  );
  return {
    resources: report.resources.length,
    compliantResources: report.resources.filter(({ compliant }) => compliant).length,
    errors: tally(failing('error')) + unknownErrors,
    warnings: tally(failing('warning')),
    notes: tally(failing('note')),
    unknown: tally((finding) => finding.status === 'unknown' && counts(finding)),
    unknownErrors,
    known: tally(({ known }) => known === true),
    exempt: tally(({ status }) => status === 'exempt'),
    changes: report.changes.filter(({ status }) => status === 'planned' || status === 'done')
      .length,
    stoppedChanges: report.changes.filter(({ status }) => isStopped(status)).length,
  };
}

export function isStopped(status: Report['changes'][number]['status']): boolean {
  return status === 'blocked' || status === 'failed' || status === 'reverted';
}

/** Does this finding fail a step with this `fail-on`? What is unknown fails like what is proven. */
export function failsStep(finding: Finding, failOn: FailOn): boolean {
  if (!counts(finding) || failOn === 'never') return false;
  return finding.severity === 'error' || (finding.severity === 'warning' && failOn === 'warning');
}

/**
 * Does the step fail? `check`: by its findings. `plan`: only when no plan could be computed. `enforce`: by
 * its changes, whatever `fail-on` says, and by the findings of the state afterwards.
 */
export function failsAt(report: Report, failOn: FailOn): boolean {
  switch (report.mode) {
    case 'plan':
      return report.planDigest === undefined;
    case 'enforce':
      // Without a plan nothing could be made.
      return (
        report.planDigest === undefined ||
        report.changes.some(({ status }) => isStopped(status)) ||
        report.findings.some((finding) => failsStep(finding, failOn))
      );
    case 'check':
      return report.findings.some((finding) => failsStep(finding, failOn));
  }
}

/** `neutral`: a plan, which judges nothing. */
export type Tone = 'good' | 'neutral' | 'warning' | 'bad' | 'unknown';

export interface Verdict {
  readonly tone: Tone;
  /** A few words, read first: `Not compliant: 2 of 3 resources fail`. */
  readonly headline: string;
  /** What the numbers are and what becomes of the step, in one sentence. */
  readonly detail: string;
  readonly fails: boolean;
}

export function verdict(report: Report, failOn: FailOn): Verdict {
  const sums = totals(report);
  const fails = failsAt(report, failOn);
  return {
    ...(report.mode === 'check' ? state(report, sums) : changesHeadline(report, sums)),
    detail: `${tallyWords(sums)}. ${outcome(report, failOn, fails)}`,
    fails,
  };
}

/** `3 errors (1 not determined), 2 warnings, 1 known`. */
export function tallyWords(sums: Totals): string {
  const words = [
    count(sums.errors, 'error') +
      (sums.unknownErrors > 0 ? ` (${sums.unknownErrors} could not be determined)` : ''),
    count(sums.warnings, 'warning'),
    ...(sums.unknown > sums.unknownErrors
      ? [`${sums.unknown - sums.unknownErrors} more not determined`]
      : []),
    ...(sums.known > 0 ? [`${sums.known} known`] : []),
    ...(sums.exempt > 0 ? [`${sums.exempt} exempt`] : []),
  ];
  return words.join(', ');
}

function state(report: Report, sums: Totals): Pick<Verdict, 'tone' | 'headline'> {
  const all = groups(report);
  const resources = all.filter(({ id }) => id !== 'source');
  const source = all.find(({ id }) => id === 'source');
  if (report.compliant) {
    if (resources.length === 0 && report.scan === undefined) {
      return { tone: 'warning', headline: 'Nothing was judged' };
    }
    const clean = sums.warnings === 0 && sums.unknown === 0;
    const what = [
      ...(resources.length > 0 ? [allOf(resources.length)] : []),
      ...(report.scan ? [`${count(report.scan.files, 'file')} scanned without errors`] : []),
    ].join(', ');
    return {
      tone: clean ? 'good' : 'warning',
      headline: `Compliant${clean ? '' : ', with warnings'}: ${what}`,
    };
  }
  const open = resources.filter(({ errors, unknownErrors }) => errors === 0 && unknownErrors > 0);
  const failing = resources.filter(({ errors }) => errors > 0);
  const of = `of ${count(resources.length, 'resource')}`;
  const failures = places(failing.length, of, source?.errors ?? 0);
  // The number of all is said once.
  const undetermined = places(
    open.length,
    failing.length > 0 ? 'more' : of,
    source?.unknownErrors ?? 0,
  );
  if (failures === '') {
    return { tone: 'unknown', headline: `Not proven: ${undetermined} could not be determined` };
  }
  const fail = failing.length + (source?.errors ?? 0) === 1 ? 'fails' : 'fail';
  const rest = undetermined === '' ? '' : `; ${undetermined} could not be determined`;
  return { tone: 'bad', headline: `Not compliant: ${failures} ${fail}${rest}` };
}

/** `2 of 3 resources and 1 place in source`; empty when there is none of either. */
function places(resources: number, of: string, inSource: number): string {
  return [
    ...(resources > 0 ? [`${resources} ${of}`] : []),
    ...(inSource > 0 ? [`${count(inSource, 'place')} in source`] : []),
  ].join(' and ');
}

function changesHeadline(report: Report, sums: Totals): Pick<Verdict, 'tone' | 'headline'> {
  const after = report.compliant ? 'compliant' : 'not compliant';
  if (report.planDigest === undefined) {
    return { tone: 'bad', headline: 'Nothing was changed: no plan could be computed' };
  }
  if (report.mode === 'plan') {
    const blocked = sums.stoppedChanges > 0 ? `, ${sums.stoppedChanges} blocked` : '';
    const planned =
      sums.changes === 0 && blocked === '' ? 'nothing to change' : count(sums.changes, 'change');
    return {
      tone: sums.stoppedChanges > 0 ? 'warning' : 'neutral',
      headline: `Plan: ${planned}${blocked}; ${after} now`,
    };
  }
  const done = sums.changes === 0 ? 'no change made' : `${count(sums.changes, 'change')} made`;
  if (sums.stoppedChanges > 0) {
    const stopped = (['blocked', 'failed', 'reverted'] as const).flatMap((status) => {
      const number = report.changes.filter((change) => change.status === status).length;
      return number > 0 ? [`${number} ${status}`] : [];
    });
    const untouched =
      sums.changes === 0 &&
      report.changes.every(({ status }) => status === 'blocked' || status === 'unchanged');
    const what = untouched
      ? `Nothing was changed: ${count(sums.stoppedChanges, 'change')} blocked`
      : `Enforced in part: ${done}, ${stopped.join(', ')}`;
    return { tone: 'bad', headline: `${what}; ${after} now` };
  }
  return {
    tone: report.compliant ? (sums.warnings + sums.unknown > 0 ? 'warning' : 'good') : 'bad',
    headline: `Enforced: ${done}; ${after} now`,
  };
}

function outcome(report: Report, failOn: FailOn, fails: boolean): string {
  if (report.mode === 'plan') {
    return fails ? 'The step fails: there is no plan.' : 'Nothing was changed; the step passes.';
  }
  if (!fails) return `The step passes (fail-on: ${failOn}).`;
  if (report.planDigest === undefined && report.mode === 'enforce') {
    return 'The step fails: there is no plan.';
  }
  return report.findings.some((finding) => failsStep(finding, failOn))
    ? `The step fails (fail-on: ${failOn}).`
    : 'The step fails: not every change was made.';
}

function allOf(resources: number): string {
  return resources === 1 ? '1 resource passes' : `${resources} of ${resources} resources pass`;
}
