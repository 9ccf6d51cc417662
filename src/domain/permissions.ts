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
import { allOf, anyOf, not, type Truth } from './truth.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * Azure role-based access control as a pure algebra: union of the role assignments in force, each
 * permission less its own exclusions; then deny assignments take away.
 * https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
export type Plane = 'action' | 'dataAction';

/** What is asked of a role. */
export interface Want {
  readonly plane: Plane;
  /** `Microsoft.CognitiveServices/accounts/listKeys/action`, ...; letter case does not matter. */
  readonly name: string;
  /** Present: `name` stands for all of a family, and a role that grants part of it is in doubt. */
  readonly family?: Family;
}

/** The actions of a service, of which no list tells which ones its callers need. */
export interface Family {
  /** All of them start so. */
  readonly prefix: string;
  /** Whether reading is part of what callers need. */
  readonly readsCount: boolean;
  /** Prefixes of what the account does not serve: a role may exclude it. */
  readonly notServed: readonly string[];
}

/** `definition-condition` and `part-of-family`: why it is in doubt. */
type Grant = 'yes' | 'no' | 'definition-condition' | 'part-of-family';

type Permitting = Pick<RoleDefinition, 'permissions'>;

/** Does one permission element name the action and not exclude it? Exclusions hold per element, not across. */
export function permits(permission: Permission, plane: Plane, name: string): boolean {
  const { allowed, excluded } = patternsOf(permission, plane);
  return (
    allowed.some((pattern) => matchesWildcard(pattern, name)) &&
    !excluded.some((pattern) => matchesWildcard(pattern, name))
  );
}

function patternsOf(
  permission: Permission,
  plane: Plane,
): { readonly allowed: readonly string[]; readonly excluded: readonly string[] } {
  return plane === 'action'
    ? { allowed: permission.actions, excluded: permission.notActions }
    : { allowed: permission.dataActions, excluded: permission.notDataActions };
}

/** Does the role grant what is wanted? `maybe`: a condition of the definition, or part of a family only. */
export function grantOf(role: Permitting, want: Want): Truth {
  const grant = weigh(role, want);
  return grant === 'yes' || grant === 'no' ? grant : 'maybe';
}

/**
 * Weighed once per role and want: a whole estate shares its role definitions, and asks each the same few
 * things once per assignment. Kept by the objects themselves, which nobody changes.
 */
function weigh({ permissions }: Permitting, want: Want): Grant {
  const grants = weighed.get(permissions) ?? new WeakMap<Want, Grant>();
  weighed.set(permissions, grants);
  const grant = grants.get(want) ?? weighAnew(permissions, want);
  grants.set(want, grant);
  return grant;
}

const weighed = new WeakMap<Permitting['permissions'], WeakMap<Want, Grant>>();

function weighAnew(permissions: readonly Permission[], { plane, name, family }: Want): Grant {
  const whole = permissions.filter(
    (permission) =>
      permits(permission, plane, name) && !(family && excludesPart(permission, plane, family)),
  );
  const isMeant = (pattern: string): boolean =>
    matchesWildcard(pattern, name) || (family !== undefined && touches(pattern, family));
  if (whole.some(({ condition }) => !condition || !mayRestrict(condition, isMeant))) return 'yes';
  if (whole.length > 0) return 'definition-condition';
  if (!family) return 'no';
  const allowed = permissions.flatMap((permission) => patternsOf(permission, plane).allowed);
  return allowed.some((pattern) => touches(pattern, family)) ? 'part-of-family' : 'no';
}

function excludesPart(permission: Permission, plane: Plane, family: Family): boolean {
  return patternsOf(permission, plane).excluded.some(
    (pattern) =>
      touches(pattern, family) && !family.notServed.some((prefix) => startsWith(pattern, prefix)),
  );
}

/** Does the pattern mean any of the family? */
function touches(pattern: string, family: Family): boolean {
  const wildcard = pattern.indexOf('*');
  const overlaps =
    startsWith(pattern, family.prefix) ||
    (wildcard >= 0 && startsWith(family.prefix, pattern.slice(0, wildcard)));
  return overlaps && (family.readsCount || !/\/read$/i.test(pattern));
}

function startsWith(text: string, prefix: string): boolean {
  return text.toLowerCase().startsWith(prefix.toLowerCase());
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
  return allOf([
    grantOf(deny, want),
    reaches(deny, subject),
    not(isNamed(deny.excludePrincipals, subject)),
    deny.condition ? 'maybe' : 'yes',
  ]);
}

/** Who is named itself is reached, whatever the service says of groups. */
function reaches(deny: DenyAssignment, subject: Subject): Truth {
  const named = isNamed(deny.principals, subject);
  if (named === 'yes' || !subject.deniedBy) return named;
  return subject.deniedBy.has(deny.id.toLowerCase()) ? 'yes' : 'no';
}

/** Does one of `principals` mean the subject? Of a group, unless membership is known, nobody can tell. */
function isNamed(
  principals: readonly { readonly id: string; readonly type: string }[],
  subject: Subject,
): Truth {
  const means = (id: string): boolean =>
    id === EVERYONE || id === subject.objectId.toLowerCase() || subject.groups.has(id);
  return anyOf(
    principals.map(({ id, type }) => {
      if (means(id.toLowerCase())) return 'yes';
      return /^(user|serviceprincipal|device)$/i.test(type) ? 'no' : 'maybe';
    }),
  );
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
  const found = question.assignments
    .filter(({ scope }) => covers(scope, resource))
    .flatMap((assignment) => pathOf(assignment, subject, want, question.roles));
  const certain = found.filter(({ doubt }) => doubt === undefined);
  const paths = [...certain, ...found.filter(({ doubt }) => doubt !== undefined)];
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
  if (certain.length === 0) return { verdict: 'in-doubt', paths };
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
  const grant = role ? weigh(role, want) : 'definition-unread';
  if (grant === 'no') return [];
  const direct = assignment.principalId.toLowerCase() === subject.objectId.toLowerCase();
  const path = { assignment, role, through: direct ? ('itself' as const) : ('group' as const) };
  if (role && assignment.condition) return [{ ...path, doubt: 'condition' }];
  return [grant === 'yes' ? path : { ...path, doubt: grant }];
}
