import type { Account } from './account.ts';
import type { DenyAssignment, RoleAssignment, RoleCatalogue } from './authorization.ts';
import { possibleWants } from './inference-actions.ts';
import type { Observation } from './observation.ts';
import { grantOf, type Want } from './permissions.ts';
import { isGroupOrWorkload } from './principal.ts';

/** What is known of who may call an account, before its deployments are. */
export interface KnownAccess {
  readonly assignments: Observation<readonly RoleAssignment[]>;
  readonly roles: Observation<RoleCatalogue>;
  readonly denies: Observation<readonly DenyAssignment[]>;
  readonly reach: ReadonlyMap<string, Observation<readonly RoleAssignment[]>>;
  /** Object ids of the principals that must hold an inference role. */
  readonly required: readonly string[];
}

/**
 * Could knowing what is deployed change what is said of who may call the account? It cannot where each
 * role that is looked at allows every kind of inference or none of it, and every required principal
 * holds one of the first sort. Whatever is in doubt matters.
 */
export function deploymentsMatter(account: Account, access: KnownAccess): boolean {
  const { assignments, roles, denies, reach, required } = access;
  if (!assignments.known || !roles.known || !denies.known || denies.value.length > 0) return true;
  const reached = [...reach.values()].flatMap((list) => (list.known ? [list.value] : []));
  if (reached.length < reach.size) return true;
  const wants = possibleWants(account);
  const named = new Set([...required, ...reach.keys()].map((id) => id.toLowerCase()));
  const looked = [
    ...assignments.value.filter(
      ({ principalId, principalType }) =>
        named.has(principalId.toLowerCase()) || !isGroupOrWorkload(principalType),
    ),
    ...reached.flat(),
  ];
  const amount = (assignment: RoleAssignment): Amount => amountOf(assignment, roles.value, wants);
  if (looked.some((assignment) => amount(assignment) === 'some')) return true;
  return required.some((id) => {
    const held =
      reach.get(id.toLowerCase()) ??
      ({ known: true, value: assignments.value.filter(isOf(id)) } as const);
    return !held.known || !held.value.some((assignment) => amount(assignment) === 'all');
  });
}

type Amount = 'all' | 'none' | 'some';

function amountOf(
  { roleGuid, condition }: RoleAssignment,
  roles: RoleCatalogue,
  wants: readonly Want[],
): Amount {
  const role = roles.get(roleGuid.toLowerCase());
  if (!role) return 'some';
  const answers = new Set(wants.map((want) => grantOf(role, want)));
  if (answers.size > 1 || answers.has('maybe')) return 'some';
  if (answers.has('no')) return 'none';
  return condition === undefined ? 'all' : 'some';
}

function isOf(objectId: string): (assignment: RoleAssignment) => boolean {
  return ({ principalId }) => principalId.toLowerCase() === objectId.toLowerCase();
}
