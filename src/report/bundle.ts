import type { Finding } from '../domain/finding.ts';
import { accountKey } from '../domain/resource-name.ts';

/** Findings that are shown as one, because one cause explains them; mostly it is one finding. */
export interface Bundle {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

const SEVERAL = 3;

/**
 * A resource that cannot be read leaves every rule unknown, with one reason and one remedy: that is one
 * thing to do, and is shown as one. Order is kept.
 */
export function bundle(findings: readonly Finding[]): readonly Bundle[] {
  const byCause = Map.groupBy(findings, causeOf);
  const shown = new Set<string>();
  return findings.flatMap((finding) => {
    const cause = causeOf(finding);
    const all = byCause.get(cause) ?? [];
    if (finding.status !== 'unknown' || all.length < SEVERAL)
      return [{ first: finding, all: [finding] }];
    if (shown.has(cause)) return [];
    shown.add(cause);
    return [{ first: finding, all }];
  });
}

function causeOf({ status, severity, resource, account, file, fix }: Finding): string {
  return JSON.stringify([status, severity, accountKey(account ?? resource), file, fix]);
}
