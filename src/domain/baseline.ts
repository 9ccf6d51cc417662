import type { Finding, RuleId } from './finding.ts';
import { fingerprints } from './fingerprint.ts';
import { accountKey } from './resource-name.ts';

/** What of an earlier report counts: its findings that failed or could not be determined. */
export type BaselineEntry = Pick<Finding, 'rule' | 'resource' | 'file' | 'message' | 'status'>;

/**
 * Marks findings that the baseline holds with the same status and the same text; a finding that got
 * worse or says something else now is new. When the baseline holds a finding twice, two are known.
 */
export function markKnown(
  findings: readonly Finding[],
  baseline: readonly BaselineEntry[],
): readonly Finding[] {
  const failing = findings.filter(isFailing);
  const known = new Set(entries(baseline).map(key));
  const marked = new Set(
    fingerprints(failing)
      .filter((entry) => known.has(key(entry)))
      .map(({ finding }) => finding),
  );
  return findings.map((finding) => (marked.has(finding) ? { ...finding, known: true } : finding));
}

/**
 * How many findings of the baseline are gone. Only what was judged again can be gone: a finding of a
 * resource that this run passes or no longer sees below a judged account, or of a file that was scanned.
 */
export function countFixed(
  findings: readonly Finding[],
  baseline: readonly BaselineEntry[],
  judged: {
    /** ARM ids of the accounts, any letter case. */
    readonly resources: readonly string[];
    readonly scanned: (file: string) => boolean;
  },
): number {
  const failing = findings.filter(isFailing);
  const place = (finding: { rule: RuleId; resource: string; file?: string }): string =>
    `${finding.rule} ${finding.resource.toLowerCase()} ${finding.file ?? ''}`;
  const stillFailing = new Set(failing.map(place));
  const accounts = new Set(judged.resources.map((id) => id.toLowerCase()));
  const present = new Set(findings.map(({ resource }) => resource.toLowerCase()));
  const wasJudged = ({ resource, file }: BaselineEntry): boolean =>
    file !== undefined
      ? judged.scanned(file)
      : present.has(resource.toLowerCase()) || accounts.has(accountKey(resource));
  return new Set(
    entries(baseline)
      .filter(({ finding }) => wasJudged(finding) && !stillFailing.has(place(finding)))
      .map(key),
  ).size;
}

function isFailing({ status }: { readonly status: Finding['status'] }): boolean {
  return status === 'fail' || status === 'unknown';
}

function entries(
  baseline: readonly BaselineEntry[],
): readonly { readonly finding: BaselineEntry; readonly fingerprint: string }[] {
  return fingerprints(baseline.filter(isFailing));
}

function key(entry: {
  readonly finding: { readonly status: Finding['status'] };
  readonly fingerprint: string;
}): string {
  return `${entry.finding.status} ${entry.fingerprint}`;
}
