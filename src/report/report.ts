import { countFixed, markKnown, type BaselineEntry } from '../domain/baseline.ts';
import type { Change } from '../domain/change.ts';
import { applyExemptions } from '../domain/exemptions.ts';
import { counts, type Finding } from '../domain/finding.ts';
import { compareFindings, compareText } from '../domain/order.ts';
import type { Policy } from '../domain/policy.ts';
import type { Report, ReportResource, ScanCount, Stats } from '../domain/report.ts';
import { accountKey } from '../domain/resource-name.ts';

/** All that a run learned, in any order. */
export interface ReportParts {
  readonly mode: Report['mode'];
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly resources: readonly Omit<ReportResource, 'compliant'>[];
  /** Of resources and of source, before exemptions and baseline. */
  readonly findings: readonly Finding[];
  /** In the order of the plan: by account, then as they are made. */
  readonly changes?: readonly Change[];
  readonly stats: Omit<Stats, 'durationMs'>;
  readonly policy?: Pick<Policy, 'file' | 'exemptions'> | undefined;
  readonly baseline?:
    | {
        readonly entries: readonly BaselineEntry[];
        /** Was this file scanned in this run, or is it gone? */
        readonly scanned: (file: string) => boolean;
      }
    | undefined;
  /** Absent in `plan` means that no plan could be computed, and fails the step. */
  readonly planDigest?: string | undefined;
  readonly losesAccess?: readonly string[] | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly coverage?: Report['coverage'] | undefined;
  readonly scan?: ScanCount | undefined;
  readonly shard?: string | undefined;
  readonly setUp?: Report['setUp'] | undefined;
}

/** The one value that every output is made from: exemptions and baseline applied, sorted, judged. */
export function assembleReport(parts: ReportParts): Report {
  const { policy, baseline } = parts;
  const exempted = applyExemptions(
    parts.findings,
    policy?.exemptions ?? [],
    parts.finishedAt,
    policy?.file ?? '',
  );
  const marked = baseline ? markKnown(exempted.findings, baseline.entries) : exempted.findings;
  // An exemption that ends is never known: a baseline must not prolong it.
  const findings = distinct([...marked, ...exempted.ending].sort(compareFindings));
  const bad = badResources(findings);
  const resources = distinct(
    parts.resources
      .map((resource) => ({ ...resource, compliant: !bad.has(resource.id.toLowerCase()) }))
      .sort((a, b) => compareText(a.id.toLowerCase(), b.id.toLowerCase())),
  );
  const notes = [...new Set([...(parts.notes ?? []), ...exempted.notes])].sort(compareText);
  const { planDigest, losesAccess, coverage, scan, setUp, shard } = parts;
  return {
    version: 1,
    mode: parts.mode,
    compliant: !findings.some(breaksCompliance),
    startedAt: parts.startedAt.toISOString(),
    finishedAt: parts.finishedAt.toISOString(),
    resources,
    findings,
    changes: parts.changes ?? [],
    stats: {
      ...parts.stats,
      durationMs: Math.max(0, parts.finishedAt.getTime() - parts.startedAt.getTime()),
    },
    ...(planDigest !== undefined && { planDigest }),
    ...(losesAccess !== undefined && {
      losesAccess: [...new Set(losesAccess)].sort(compareText),
    }),
    ...(notes.length > 0 && { notes }),
    ...(coverage !== undefined && { coverage }),
    ...(setUp !== undefined && { setUp }),
    ...(shard !== undefined && { shard }),
    ...(scan !== undefined && { scan }),
    ...(baseline !== undefined && {
      fixedSinceBaseline: countFixed(exempted.findings, baseline.entries, baseline.scanned),
    }),
  };
}

/** Contract, section 3: `fail` or `unknown` on a rule of severity error, known and exempt ones aside. */
function breaksCompliance(finding: Finding): boolean {
  return finding.severity === 'error' && counts(finding);
}

/** Keys of the accounts (or of what could not be resolved to one) with a finding that breaks compliance. */
function badResources(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(
    findings
      .filter(breaksCompliance)
      .map(({ resource, account }) => accountKey(account ?? resource)),
  );
}

/** Drops neighbours that are equal: two targets may cover one account. */
function distinct<T>(sorted: readonly T[]): readonly T[] {
  return sorted.filter(
    (item, index) => index === 0 || JSON.stringify(item) !== JSON.stringify(sorted[index - 1]),
  );
}
