import { NOT_JUDGED, type Finding } from '../domain/finding.ts';
import { accountKey } from '../domain/resource-name.ts';

/** Findings that are shown as one, because one cause explains them; mostly it is one finding. */
export interface Bundle {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

const SEVERAL = 3;

/**
 * A resource that cannot be read leaves every rule unknown, with one reason and one remedy: that is one
 * thing to do, and is shown as one, whatever the severities. A failed sign-in is one for all resources. Order is kept.
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

function causeOf({ status, message, resource, account, file, fix }: Finding): string {
  const where = message.startsWith(NOT_JUDGED) ? message : accountKey(account ?? resource);
  return JSON.stringify([status, where, file, fix]);
}
