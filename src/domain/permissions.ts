import type { ArmId } from './arm-id.ts';
import type {
  DenyAssignment,
  Permission,
  RoleAssignment,
  RoleCatalogue,
  RoleDefinition,
} from './authorization.ts';
import { mayRestrict } from './condition.ts';
import type { Observation } from './observation.ts';
import { covers, isAt } from './scope.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * Azure role-based access control as a pure algebra: union of the role assignments in force, each
 * permission less its own exclusions; then deny assignments take away.
 * https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
export type Plane = 'action' | 'dataAction';

/** `maybe`: the data at hand does not decide it. */
export type Truth = 'yes' | 'maybe' | 'no';

/** What is asked of a role. */
export interface Want {
  readonly plane: Plane;
  /** `Microsoft.CognitiveServices/accounts/listKeys/action`, ...; letter case does not matter. */
  readonly name: string;
  /** A role that grants some of what starts so, but not all of it, is in doubt. */
  readonly family?: { readonly prefix: string; readonly readsCount: boolean };
}

/** Does one permission element name the action and not exclude it? Exclusions hold per element, not across. */
export function permits(permission: Permission, plane: Plane, name: string): boolean {
  const [allowed, excluded] =
    plane === 'action'
      ? [permission.actions, permission.notActions]
      : [permission.dataActions, permission.notDataActions];
  return (
    allowed.some((pattern) => matchesWildcard(pattern, name)) &&
    !excluded.some((pattern) => matchesWildcard(pattern, name))
  );
}

/** Does the role grant the action, for certain? */
export function grants(
  role: Pick<RoleDefinition, 'permissions'>,
  plane: Plane,
  name: string,
): boolean {
  return grantOf(role, { plane, name }) === 'yes';
}

/** Does the role grant what is wanted? `maybe`: a condition of the definition, or part of a family only. */
export function grantOf(role: Pick<RoleDefinition, 'permissions'>, want: Want): Truth {
  const answers = answered.get(role.permissions) ?? new Map<string, Truth>();
  answered.set(role.permissions, answers);
  const key = `${want.plane} ${want.name} ${want.family ? String(want.family.readsCount) : ''}`;
  const truth = answers.get(key) ?? weigh(role, want);
  answers.set(key, truth);
  return truth;
}

/** A whole estate shares its role definitions, and asks each the same few things once per assignment. */
const answered = new WeakMap<RoleDefinition['permissions'], Map<string, Truth>>();

function weigh(role: Pick<RoleDefinition, 'permissions'>, want: Want): Truth {
  const naming = role.permissions.filter((permission) =>
    permits(permission, want.plane, want.name),
  );
  if (naming.some(({ condition }) => !condition || !mayRestrict(condition, want.name)))
    return 'yes';
  if (naming.length > 0) return 'maybe';
  const { family } = want;
  if (family && role.permissions.some((permission) => touches(permission, want.plane, family))) {
    return 'maybe';
  }
  return 'no';
}

function touches(
  permission: Permission,
  plane: Plane,
  family: { readonly prefix: string; readonly readsCount: boolean },
): boolean {
  const prefix = family.prefix.toLowerCase();
  return permission[plane === 'action' ? 'actions' : 'dataActions'].some((pattern) => {
    const head = (pattern.split('*')[0] ?? '').toLowerCase();
    const overlaps = head.startsWith(prefix) || (pattern.includes('*') && prefix.startsWith(head));
    return overlaps && (family.readsCount || !pattern.toLowerCase().endsWith('/read'));
  });
}

/** https://learn.microsoft.com/azure/role-based-access-control/deny-assignments#the-all-principals-principal */
const EVERYONE = '00000000-0000-0000-0000-000000000000';

/** A principal, and what is known of the groups it is in. */
export interface Subject {
  readonly objectId: string;
  /** Object ids (lower-cased) of groups that it is in for certain; others are possible. */
  readonly groups: ReadonlySet<string>;
  /** Ids (lower-cased) of the deny assignments that the service says apply to it, groups resolved; absent: not asked. */
  readonly deniedBy?: ReadonlySet<string>;
}

/** Does the deny assignment take the wanted action away from the subject at the resource? Deny wins over any role. */
export function deniesSubject(
  deny: DenyAssignment,
  subject: Subject,
  want: Want,
  resource: ArmId,
): Truth {
  if (!covers(deny.scope, resource)) return 'no';
  if (deny.doNotApplyToChildScopes && !isAt(deny.scope, resource)) return 'no';
  if (!deny.permissions.some((permission) => permits(permission, want.plane, want.name))) {
    return 'no';
  }
  const named = weakest(deny.principals, (principal) => isNamed(principal, subject));
  const reached = subject.deniedBy?.has(deny.id.toLowerCase());
  const applies = reached === undefined ? named : reached || named === 'yes' ? 'yes' : 'no';
  if (applies === 'no') return 'no';
  const excluded = weakest(deny.excludePrincipals, (principal) => isNamed(principal, subject));
  if (excluded === 'yes') return 'no';
  return applies === 'maybe' || excluded === 'maybe' || deny.condition ? 'maybe' : 'yes';
}

/** Does an entry of `principals` mean the subject? Of a group, unless membership is known, nobody can tell. */
function isNamed(
  principal: { readonly id: string; readonly type: string },
  subject: Subject,
): Truth {
  const id = principal.id.toLowerCase();
  if (id === EVERYONE || id === subject.objectId.toLowerCase() || subject.groups.has(id)) {
    return 'yes';
  }
  return /^(user|serviceprincipal|device)$/i.test(principal.type) ? 'no' : 'maybe';
}

/** The truth of "at least one". */
function weakest<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  const answers = items.map(test);
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

/** How a principal comes to a permission. */
export interface GrantPath {
  readonly assignment: RoleAssignment;
  /** Absent: its definition could not be read. */
  readonly role: RoleDefinition | undefined;
  readonly through: 'itself' | 'group';
  /** Why this path does not count for certain. */
  readonly doubt?: 'condition' | 'definition-condition' | 'definition-unread' | 'part-of-family';
}

export interface Access {
  readonly verdict: 'granted' | 'in-doubt' | 'denied' | 'none';
  /** Certain ones first. */
  readonly paths: readonly GrantPath[];
  /** The deny assignment that takes it away (`denied`) or may do so (`in-doubt`). */
  readonly deny?: DenyAssignment;
  /** Deny assignments could not be read, which alone leaves it in doubt. */
  readonly deniesUnread?: true;
}

/** What a subject may do at a resource by the assignments that reach it. */
export function access(question: {
  readonly subject: Subject;
  readonly want: Want;
  readonly resource: ArmId;
  /** Those that reach the subject, through groups too. */
  readonly assignments: readonly RoleAssignment[];
  readonly roles: RoleCatalogue;
  readonly denies: Observation<readonly DenyAssignment[]>;
}): Access {
  const { subject, want, resource, denies } = question;
  const paths = question.assignments
    .filter(({ scope }) => covers(scope, resource))
    .flatMap((assignment) => pathOf(assignment, subject, want, question.roles))
    .sort((a, b) => Number(a.doubt !== undefined) - Number(b.doubt !== undefined));
  if (paths.length === 0) return { verdict: 'none', paths };

  const known = denies.known ? denies.value : [];
  const judged = known.map((deny) => ({
    deny,
    truth: deniesSubject(deny, subject, want, resource),
  }));
  const denied = judged.find(({ truth }) => truth === 'yes');
  if (denied) return { verdict: 'denied', paths, deny: denied.deny };
  const doubtful = judged.find(({ truth }) => truth === 'maybe');
  if (doubtful) return { verdict: 'in-doubt', paths, deny: doubtful.deny };
  if (paths[0]?.doubt !== undefined) return { verdict: 'in-doubt', paths };
  if (!denies.known) return { verdict: 'in-doubt', paths, deniesUnread: true };
  return { verdict: 'granted', paths };
}

function pathOf(
  assignment: RoleAssignment,
  subject: Subject,
  want: Want,
  roles: RoleCatalogue,
): readonly GrantPath[] {
  const role = roles.get(assignment.roleGuid.toLowerCase());
  const truth = role ? grantOf(role, want) : 'maybe';
  if (truth === 'no') return [];
  const direct = assignment.principalId.toLowerCase() === subject.objectId.toLowerCase();
  const path = { assignment, role, through: direct ? ('itself' as const) : ('group' as const) };
  if (!role) return [{ ...path, doubt: 'definition-unread' }];
  if (assignment.condition) return [{ ...path, doubt: 'condition' }];
  if (truth === 'yes') return [path];
  const conditional = role.permissions.some((permission) =>
    permits(permission, want.plane, want.name),
  );
  return [{ ...path, doubt: conditional ? 'definition-condition' : 'part-of-family' }];
}
