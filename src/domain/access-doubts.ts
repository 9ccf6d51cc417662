import type { DenyAssignment } from './authorization.ts';
import type { AccountFacts } from './facts.ts';
import type { InferenceDemand } from './inference-actions.ts';
import type { Unknown } from './observation.ts';
import { grantOf, type GrantPath, type Want } from './permissions.ts';
import { covers } from './scope.ts';

/** Why a deny assignment may or may not take away what is wanted. */
export function denyDoubt(
  deny: DenyAssignment,
  want: Want,
  facts: AccountFacts,
  { objectId }: { readonly objectId: string },
): Unknown {
  const named = `The deny assignment ${deny.name} (${deny.id})`;
  if (deny.condition) {
    return {
      kind: 'unavailable',
      message: `${named} has a condition that may take inference away.`,
      remedy: `Exclude ${objectId} from the deny assignment by its own id, or remove the condition.`,
    };
  }
  if (grantOf(deny, want) === 'maybe') {
    return {
      kind: 'unavailable',
      message: `${named} takes away some data actions of the service, not all: which of them the callers need is not known.`,
      remedy: `Exclude ${objectId} from the deny assignment by its own id, or switch the rule off for this account if its callers can do without them.`,
    };
  }
  const reach = facts.denyReach.get(objectId.toLowerCase());
  if (reach && !reach.known) return reach.reason;
  return {
    kind: 'unavailable',
    message: `${named} names or excludes groups, and it cannot be told whether ${objectId} is in them.`,
    remedy: `Look at the members of the groups that the deny assignment names, and exclude the principal by its own id, or let it name principals that do not hold ${objectId}.`,
  };
}

/** Why a role assignment does not count for certain, and what settles it. */
export function pathDoubt({ assignment, role, doubt }: GrantPath): readonly Unknown[] {
  const name = role?.name ?? assignment.roleGuid;
  if (doubt === undefined) return [];
  switch (doubt) {
    case 'condition':
      return [
        {
          kind: 'unavailable',
          message: `The assignment of ${name} at ${assignment.scope} has a condition, so it may not apply to inference requests.`,
          remedy: `Assign an inference role without a condition, or remove it from ${assignment.id}.`,
        },
      ];
    case 'definition-condition':
      return [
        {
          kind: 'unavailable',
          message: `The role ${name} grants inference under a condition of its definition.`,
          remedy: 'Assign an inference role whose definition has no condition.',
        },
      ];
    case 'definition-unread':
      return [
        {
          kind: 'unavailable',
          message: `The definition of the role ${assignment.roleGuid}, assigned at ${assignment.scope}, could not be read, so what it allows is not known.`,
          remedy:
            'Let the workflow read role definitions (Reader at the subscription), or assign an inference role at the account.',
        },
      ];
    case 'part-of-family':
      return [
        {
          kind: 'unavailable',
          message: `The role ${name} grants some data actions of the service, not all: which of them the callers need is not known.`,
          remedy:
            'Switch the rule off for this account if the role is what its callers need, or assign Cognitive Services User.',
        },
      ];
  }
}

/** A group may be a member of another group that holds a role: the service does not expand groups of groups. */
export function viaUnseenGroup(
  facts: AccountFacts,
  caller: { readonly type: string; readonly objectId: string },
  demand: InferenceDemand,
): Unknown | undefined {
  if (caller.type !== 'Group' || !facts.assignments.known || !facts.roles.known) return undefined;
  const roles = facts.roles.value;
  const others = facts.assignments.value.filter(
    ({ principalId, principalType, roleGuid, scope }) =>
      principalId.toLowerCase() !== caller.objectId.toLowerCase() &&
      !/^(user|serviceprincipal|device)$/i.test(principalType) &&
      covers(scope, facts.id) &&
      demand.wants.some((want) => {
        const role = roles.get(roleGuid.toLowerCase());
        return role !== undefined && grantOf(role, want) !== 'no';
      }),
  );
  if (others.length === 0) return undefined;
  const groups = [...new Set(others.map(({ principalId }) => principalId))].sort();
  return {
    kind: 'unavailable',
    message: `The group holds no inference role itself, but may be a member of ${groups.join(', ')}, which ${groups.length === 1 ? 'holds' : 'hold'} one: Azure does not tell of groups in groups.`,
    remedy: `Assign the role to the group itself, or require the group that holds it. To see the groups that it is in: az ad group get-member-groups --group ${caller.objectId}`,
  };
}
