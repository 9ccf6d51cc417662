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
  const exemptions = shared.policyExemptions(account);
  const guards = await Promise.all(
    assignments.map(async (assignment) => {
      const policies = await shared.keyPolicies(assignment.definition);
      const lift = liftedBy(account, await exemptions, shared.now);
      return map(policies, (list) =>
        list.map((policy) => guardOf(assignment, policy, lift(assignment, policy))),
      );
    }),
  );
  return map(all(guards), (lists) => lists.flat());
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

/** What keeps an assignment from holding for the account: an exemption, or its own selectors. */
function liftedBy(
  account: ArmId,
  exemptions: Observation<readonly PolicyExemption[]>,
  now: Date,
): (assignment: PolicyAssignment, policy: KeyPolicy) => PolicyLift | undefined {
  return ({ id, selective }, { reference }) => {
    const exempt = exemptions.known
      ? liftOf({ assignmentId: id, reference }, account, exemptions.value, now)
      : { certain: false, by: 'a policy exemption', unread: exemptions.reason };
    if (exempt || !selective) return exempt;
    return { certain: false, by: 'its resource selectors, which Azure Policy alone evaluates' };
  };
}
