import { effectOf, type KeyPolicy, type PolicyAssignment } from '../azure/readers/policies.ts';
import { ArmId } from '../domain/arm-id.ts';
import type { PolicyGuard, PolicyLift } from '../domain/authorization.ts';
import { all, known, map, type Observation } from '../domain/observation.ts';
import { liftOf, type PolicyExemption } from '../domain/policy-exemption.ts';
import { covers } from '../domain/scope.ts';
import type { Shared } from './shared.ts';

/** The policy assignments about keys at the account and above it, and what keeps them from holding for it. */
export async function readPolicies(
  shared: Shared,
  account: ArmId,
): Promise<Observation<readonly PolicyGuard[]>> {
  const listed = await shared.policyAssignments(account);
  if (!listed.known) return listed;
  const assignments = listed.value.filter(
    ({ scope, notScopes }) =>
      covers(scope, account) && !notScopes.some((not) => ArmId.parse(not)?.contains(account)),
  );
  if (assignments.length === 0) return known([]);
  const [policies, exemptions] = await Promise.all([
    Promise.all(assignments.map(({ definition }) => shared.keyPolicies(definition))),
    shared.policyExemptions(account),
  ]);
  const lift = (assignment: PolicyAssignment, policy: KeyPolicy): PolicyLift | undefined =>
    exemptionFrom({ assignment, policy, account, exemptions, now: shared.now });
  return map(all(policies), (lists) =>
    lists.flatMap((list, index) => {
      const assignment = assignments[index];
      return assignment
        ? list.map((policy) => guardOf(assignment, policy, lift(assignment, policy)))
        : [];
    }),
  );
}

function guardOf(
  assignment: PolicyAssignment,
  policy: KeyPolicy,
  lifted: PolicyLift | undefined,
): PolicyGuard {
  return {
    assignmentId: assignment.id,
    assignmentName: assignment.name,
    scope: assignment.scope,
    definitionGuid: policy.guid,
    effect: effectOf(policy, assignment),
    enforced: assignment.enforced,
    ...(lifted && { lifted }),
  };
}

function exemptionFrom(asked: {
  readonly assignment: PolicyAssignment;
  readonly policy: KeyPolicy;
  readonly account: ArmId;
  readonly exemptions: Observation<readonly PolicyExemption[]>;
  readonly now: Date;
}): PolicyLift | undefined {
  const { assignment, policy, account, exemptions, now } = asked;
  const guard = { assignmentId: assignment.id };
  const lift = exemptions.known
    ? liftOf(guard, policy.reference, account, exemptions.value, now)
    : { certain: false, by: `a policy exemption: ${exemptions.reason.message}` };
  if (lift) return lift;
  return assignment.selective
    ? { certain: false, by: 'its resource selectors, which Azure Policy alone evaluates' }
    : undefined;
}
