import type { Finding, RuleId } from './finding.ts';
import { fingerprints } from './fingerprint.ts';
import { accountKey } from './resource-name.ts';

/** What of an earlier report counts: its findings that failed or could not be determined. */
export type BaselineEntry = Pick<
  Finding,
  'rule' | 'resource' | 'account' | 'file' | 'message' | 'principals' | 'status'
>;

/**
 * Marks findings that the baseline holds with the same status and the same text, or about the same
 * principals and perhaps more; a finding that got worse or says something else now is new. When the baseline
 * holds a finding twice, two are known.
 */
export function markKnown(
  findings: readonly Finding[],
  baseline: readonly BaselineEntry[],
): readonly Finding[] {
  const failing = findings.filter(isFailing);
  const known = new Set(entries(baseline).map(key));
  const knownAt = Map.groupBy(baseline, principalPlace);
  const isAboutKnown = (finding: Finding): boolean =>
    knownAt.get(principalPlace(finding))?.some((entry) => isAboutAllOf(entry, finding)) === true;
  const marked = new Set(
    fingerprints(failing)
      .filter((entry) => known.has(key(entry)) || isAboutKnown(entry.finding))
      .map(({ finding }) => finding),
  );
  return findings.map((finding) => (marked.has(finding) ? { ...finding, known: true } : finding));
}

function principalPlace({ rule, resource, account = '', status }: BaselineEntry): string {
  return `${status} ${rule} ${resource.toLowerCase()} ${account.toLowerCase()}`;
}

function isAboutAllOf(entry: BaselineEntry, { principals }: Finding): boolean {
  const known = new Set(entry.principals);
  return principals?.every((principal) => known.has(principal)) === true;
}

/**
 * How many findings of the baseline are fixed. Only what its rule judged again can be: for the same account,
 * or in a file that was scanned, with nothing at the place or above it that does not pass. What is exempt,
 * skipped or cannot be determined now is not fixed.
 */
export function countFixed(
  findings: readonly Finding[],
  baseline: readonly BaselineEntry[],
  scanned: (file: string) => boolean,
): number {
  const judged = new Set(
    findings.flatMap(({ rule, resource, account = resource }) => [
      accountPlace(rule, resource),
      accountPlace(rule, account),
    ]),
  );
  const open = new Set(
    findings.filter(({ status }) => status !== 'pass').map((finding) => placesOf(finding).at(-1)),
  );
  const isFixed = (entry: BaselineEntry): boolean =>
    judged.has(accountPlace(entry.rule, entry.resource)) &&
    (entry.file === undefined || scanned(entry.file)) &&
    !placesOf(entry).some((place) => open.has(place));
  return baseline.filter((entry) => isFailing(entry) && isFixed(entry)).length;
}

function accountPlace(rule: RuleId, resource: string): string {
  return `${rule} ${accountKey(resource)}`;
}

/** Where a rule may have said something that concerns the finding: from the widest place to its own. */
function placesOf({
  rule,
  resource,
  file,
}: Pick<Finding, 'rule' | 'resource' | 'file'>): readonly string[] {
  const key = resource.toLowerCase();
  const path = file === undefined ? key.split('/') : [key, file];
  return path.map((_, index) => `${rule} ${path.slice(0, index + 1).join('/')}`);
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
