import { evidence, fix, type Finding } from './finding.ts';
import { matchesGlob, matchesResource } from './glob.ts';
import type { Exemption } from './policy.ts';

const DAY_MS = 86_400_000;
/** How long before its end an exemption is announced, in days. */
export const NOTICE_DAYS = 14;

export interface Exempted {
  /** The findings given, those that an exemption in force covers with status `exempt`. */
  readonly findings: readonly Finding[];
  /** One for each exemption that has ended (error) or is about to (warning), at its line of the policy file. */
  readonly ending: readonly Finding[];
  /** Exemptions that cover nothing, one sentence each. */
  readonly notes: readonly string[];
}

/** Only what fails or could not be determined is exempted: a pass stays a pass. */
export function applyExemptions(
  findings: readonly Finding[],
  exemptions: readonly Exemption[],
  now: Date,
  policyFile: string,
): Exempted {
  const used = new Set<Exemption>();
  const inForce = exemptions.filter((exemption) => endOf(exemption) > now.getTime());
  const exempted = findings.map((finding): Finding => {
    if (finding.status !== 'fail' && finding.status !== 'unknown') return finding;
    const exemption = inForce.find((candidate) => covers(candidate, finding));
    if (!exemption) return finding;
    used.add(exemption);
    return {
      ...finding,
      status: 'exempt',
      exemption: { reason: exemption.reason, expires: exemption.expires },
    };
  });
  return {
    findings: exempted,
    ending: exemptions.flatMap((exemption) => endingFinding(exemption, now, policyFile)),
    notes: inForce
      .filter((exemption) => !used.has(exemption))
      .map(
        (exemption) =>
          `The exemption from ${exemption.rule} at line ${exemption.line} of ${policyFile} covers no finding of this run.`,
      ),
  };
}

function covers(exemption: Exemption, finding: Finding): boolean {
  if (exemption.rule !== finding.rule) return false;
  if (exemption.file !== undefined) {
    return finding.file !== undefined && matchesGlob(exemption.file, finding.file);
  }
  if (exemption.resource === undefined || finding.file !== undefined) return false;
  return (
    matchesResource(exemption.resource, finding.resource) ||
    (finding.account !== undefined && matchesResource(exemption.resource, finding.account))
  );
}

/** The first instant at which it no longer holds: midnight UTC after its day. */
function endOf({ expires }: Exemption): number {
  return Date.parse(`${expires}T00:00:00Z`) + DAY_MS;
}

function endingFinding(exemption: Exemption, now: Date, file: string): readonly Finding[] {
  const left = Math.ceil((endOf(exemption) - now.getTime()) / DAY_MS);
  if (left > NOTICE_DAYS) return [];
  const ended = left <= 0;
  const days = left === 1 ? 'today is its last day' : `${left} days left`;
  return [
    {
      rule: exemption.rule,
      severity: ended ? 'error' : 'warning',
      status: 'fail',
      resource: 'source',
      file,
      line: exemption.line,
      message: ended
        ? `The exemption from ${exemption.rule} for ${exemption.resource ?? exemption.file ?? ''} expired on ${exemption.expires}.`
        : `The exemption from ${exemption.rule} for ${exemption.resource ?? exemption.file ?? ''} ends on ${exemption.expires} (${days}).`,
      evidence: evidence({
        expected: 'an exemption that is still in force',
        seen: `expires: ${exemption.expires}; reason: ${exemption.reason}`,
        why: 'a risk that was accepted for a time is decided on again when the time is over',
      }),
      fix: fix({
        say: 'Fix what was exempted and delete the entry; or agree on a new date and write why.',
      }),
    },
  ];
}
