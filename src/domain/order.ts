import { RULE_IDS, type Finding, type Severity } from './finding.ts';

/** By UTF-16 code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of the report: by resource, place, rule and text. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    // Most neighbours share one: what is equal needs no lower-casing.
    (a.resource === b.resource
      ? 0
      : compareText(a.resource.toLowerCase(), b.resource.toLowerCase())) ||
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule) ||
    compareText(a.status, b.status) ||
    compareText(a.message, b.message) ||
    compareText(a.evidence ?? '', b.evidence ?? '')
  );
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** By severity, a proven failure before an unknown. */
export function compareWeight(a: Finding, b: Finding): number {
  return (
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    Number(a.status === 'unknown') - Number(b.status === 'unknown')
  );
}

/** Worst first, then by rule. For lists in the order of the report: sorting keeps what is equal as it stands. */
export function compareWorst(a: Finding, b: Finding): number {
  return compareWeight(a, b) || RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule);
}
