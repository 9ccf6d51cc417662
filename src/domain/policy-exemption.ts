import type { ArmId } from './arm-id.ts';
import type { PolicyLift } from './authorization.ts';
import { covers } from './scope.ts';

/** https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure */
export interface PolicyExemption {
  readonly name: string;
  /** Of what is exempt, with all below it. */
  readonly scope: string;
  readonly assignmentId: string;
  /** Members of an initiative, by their reference ids; empty: all of the assignment. */
  readonly references: readonly string[];
  /** Epoch milliseconds; `undefined` where it has no end, or one that cannot be read. */
  readonly endsAt: number | undefined;
  /** It holds for some types or locations only, which Azure Policy alone evaluates. */
  readonly selective: boolean;
}

/** What an exemption keeps from holding for the account, or may do so. */
export function liftOf(
  guard: {
    readonly assignmentId: string;
    /** Of the definition within its initiative; `undefined` for one that is assigned itself. */
    readonly reference: string | undefined;
  },
  account: ArmId,
  exemptions: readonly PolicyExemption[],
  now: Date,
): PolicyLift | undefined {
  const lifts = exemptions
    .filter(
      (exemption) =>
        sameText(exemption.assignmentId, guard.assignmentId) &&
        covers(exemption.scope, account) &&
        (exemption.endsAt === undefined || exemption.endsAt > now.getTime()) &&
        isOf(exemption, guard.reference),
    )
    .map(({ name, selective, endsAt }) => ({
      certain: !selective,
      by: `the policy exemption ${name}${endsAt === undefined ? '' : ` until ${new Date(endsAt).toISOString()}`}`,
    }));
  return lifts.find(({ certain }) => certain) ?? lifts[0];
}

function isOf({ references }: PolicyExemption, reference: string | undefined): boolean {
  if (references.length === 0 || reference === undefined) return true;
  return references.some((exempt) => sameText(exempt, reference));
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
