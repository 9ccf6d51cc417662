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
  const open = findings.filter(({ status }) => status === 'unknown');
  const byCause = Map.groupBy(open, causeOf);
  const shown = new Set<readonly Finding[]>();
  return findings.flatMap((finding) => {
    const all = finding.status === 'unknown' ? byCause.get(causeOf(finding)) : undefined;
    if (!all || all.length < SEVERAL) return [{ first: finding, all: [finding] }];
    if (shown.has(all)) return [];
    shown.add(all);
    return [{ first: finding, all }];
  });
}

function causeOf({ message, resource, account, file, fix }: Finding): string {
  const where = message.startsWith(NOT_JUDGED) ? message : accountKey(account ?? resource);
  return JSON.stringify([where, file, fix]);
}
