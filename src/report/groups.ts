import { counts, type Finding } from '../domain/finding.ts';
import { compareText } from '../domain/order.ts';
import type { Report } from '../domain/report.ts';
import { accountKey, resourceName } from '../domain/resource-name.ts';
import { compareToDo } from './procedure.ts';

/** The findings of one account (its projects, connections and hubs included), of one unresolved target, or of the source. */
export interface Group {
  /** ARM id, the target as written, or `source`. */
  readonly id: string;
  readonly name: string;
  /** `AIServices, swedencentral`; empty when unknown. */
  readonly about: string;
  readonly compliant: boolean;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Failing, severity error; not in it what is unknown. */
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Not determined, severity error. */
  readonly unknownErrors: number;
  /** Not determined, any severity. */
  readonly unknown: number;
}

/** Worst first, then by name. Computed once per report: every output that asks gets the same list. */
export function groups(report: Report): readonly Group[] {
  const known = cache.get(report);
  if (known) return known;
  const found = group(report);
  cache.set(report, found);
  return found;
}

const cache = new WeakMap<Report, readonly Group[]>();

function group(report: Report): readonly Group[] {
  const byKey = new Map<string, { id: string; name: string; about: string; findings: Finding[] }>();
  for (const { id, name, kind, location } of report.resources) {
    const about = [kind, location].filter((part) => part !== '').join(', ');
    byKey.set(id.toLowerCase(), { id, name, about, findings: [] });
  }
  for (const finding of report.findings) {
    const id = finding.account ?? finding.resource;
    const key = accountKey(id);
    let entry = byKey.get(key);
    if (!entry) {
      const name = id === 'source' ? 'Source code' : resourceName(id);
      entry = { id, name, about: '', findings: [] };
      byKey.set(key, entry);
    }
    entry.findings.push(finding);
  }
  return [...byKey.values()]
    .map(({ findings, ...about }) => {
      const failing = (severity: Finding['severity'], status: Finding['status']): number =>
        findings.filter(
          (finding) =>
            finding.severity === severity && finding.status === status && counts(finding),
        ).length;
      const errors = failing('error', 'fail');
      const unknownErrors = failing('error', 'unknown');
      return {
        ...about,
        compliant: errors + unknownErrors === 0,
        findings: findings.sort(compareToDo),
        errors,
        warnings: failing('warning', 'fail'),
        notes: failing('note', 'fail'),
        unknownErrors,
        unknown: unknownErrors + failing('warning', 'unknown') + failing('note', 'unknown'),
      };
    })
    .sort(
      (a, b) =>
        b.errors - a.errors ||
        b.unknownErrors - a.unknownErrors ||
        b.warnings - a.warnings ||
        b.unknown - a.unknown ||
        compareText(a.name.toLowerCase(), b.name.toLowerCase()) ||
        compareText(a.id.toLowerCase(), b.id.toLowerCase()),
    );
}
