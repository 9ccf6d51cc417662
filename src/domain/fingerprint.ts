import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

type Identified = Pick<
  Finding,
  'rule' | 'resource' | 'account' | 'file' | 'message' | 'principals'
>;

const REQUEST_ID = /, correlation id [\w-]+/g;

/**
 * What makes a finding the same in two runs: its rule, its resource or file, and whom it is about, or else
 * what it says. Lines and columns are not in it, so that code which moves keeps its finding, nor is the id
 * that Azure gives to each request; `occurrence` (from 1) tells apart findings that are otherwise equal.
 */
export function fingerprint(finding: Identified, occurrence: number): string {
  const parts = [
    finding.rule,
    finding.resource.toLowerCase(),
    finding.file ?? '',
    finding.principals ?? finding.message.replaceAll(REQUEST_ID, ''),
    occurrence,
    // A hub's connection that calls another account now is another matter.
    ...(finding.account === undefined ? [] : [finding.account.toLowerCase()]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Each finding with its fingerprint, in the order given. */
export function fingerprints<F extends Identified>(
  findings: readonly F[],
): readonly { readonly finding: F; readonly fingerprint: string }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const first = fingerprint(finding, 1);
    const occurrence = (seen.get(first) ?? 0) + 1;
    seen.set(first, occurrence);
    return {
      finding,
      fingerprint: occurrence === 1 ? first : fingerprint(finding, occurrence),
    };
  });
}
