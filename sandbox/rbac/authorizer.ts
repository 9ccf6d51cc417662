import type { SandboxClock } from '../server/clock.ts';
import type { Directory } from '../server/directory.ts';
import type { Behaviour, DenyAssignment, Permission, RoleAssignment, World } from '../world.ts';
import { conditionHolds } from './conditions.ts';
import { scopeKey, scopesAbove } from './scopes.ts';
import { matchesAction } from './wildcard.ts';

export type Plane = 'actions' | 'dataActions';

const EVERYONE = '00000000-0000-0000-0000-000000000000';

/**
 * Azure RBAC: union of the role assignments in effect at the scope and above it, for the principal and
 * all groups it is in through any number of groups; then deny assignments take away.
 * https://learn.microsoft.com/azure/role-based-access-control/overview
 */
export class Authorizer {
  readonly #world: World;
  readonly #directory: Directory;
  readonly #clock: SandboxClock;
  readonly #behaviour: Behaviour;
  #byScope: { list: unknown; length: number; map: Map<string, RoleAssignment[]> } | undefined;

  constructor(world: World, directory: Directory, clock: SandboxClock, behaviour: Behaviour) {
    this.#world = world;
    this.#directory = directory;
    this.#clock = clock;
    this.#behaviour = behaviour;
  }

  /** @param attributes what conditions may ask about the request, by attribute name. */
  allows(
    objectId: string,
    plane: Plane,
    action: string,
    scope: string,
    attributes: Readonly<Record<string, string>> = {},
  ): boolean {
    const scopes = scopesAbove(scope, this.#directory);
    const principals = this.#directory.groupsOf(objectId);
    if (this.#denied(principals, plane, action, scopes)) return false;
    return this.#inEffect(principals, scopes).some((assignment) => {
      const role = this.#directory.role(assignment.role);
      return (role?.permissions ?? []).some(
        (permission) =>
          grants(permission, plane, action) &&
          this.#holds(assignment.condition, assignment, action, attributes) &&
          this.#holds(permission.condition, assignment, action, attributes),
      );
    });
  }

  /** The permissions of all roles that a principal holds at a scope. */
  permissionsOf(objectId: string, scope: string): readonly Permission[] {
    const principals = this.#directory.groupsOf(objectId);
    return this.#inEffect(principals, scopesAbove(scope, this.#directory)).flatMap(
      ({ role }) => this.#directory.role(role)?.permissions ?? [],
    );
  }

  /** Does the principal hold any role at the scope, above it or below it? */
  seesAnything(objectId: string, scope: string): boolean {
    const key = scopeKey(scope);
    const principals = this.#directory.groupsOf(objectId);
    if (this.#inEffect(principals, scopesAbove(scope, this.#directory)).length > 0) return true;
    return this.#world.roleAssignments.some(
      (assignment) =>
        principals.has(assignment.principalId.toLowerCase()) &&
        scopesAbove(assignment.scope, this.#directory).includes(key),
    );
  }

  #inEffect(principals: ReadonlySet<string>, scopes: readonly string[]): RoleAssignment[] {
    const index = this.#index();
    const before = this.#clock.now() - this.#behaviour.assignmentDelayMs;
    return scopes.flatMap((scope) =>
      (index.get(scope) ?? []).filter(
        ({ principalId, createdAt }) =>
          principals.has(principalId.toLowerCase()) &&
          (createdAt === undefined || createdAt <= before),
      ),
    );
  }

  #index(): Map<string, RoleAssignment[]> {
    const list = this.#world.roleAssignments;
    if (this.#byScope?.list !== list || this.#byScope.length !== list.length) {
      const map = Map.groupBy(list, ({ scope }) => scopeKey(scope));
      this.#byScope = { list, length: list.length, map };
    }
    return this.#byScope.map;
  }

  #holds(
    condition: string | undefined,
    assignment: RoleAssignment,
    action: string,
    attributes: Readonly<Record<string, string>>,
  ): boolean {
    if (!condition) return true;
    return conditionHolds(condition, { action, attributes }) ?? assignment.conditionHolds ?? false;
  }

  #denied(
    principals: ReadonlySet<string>,
    plane: Plane,
    action: string,
    scopes: readonly string[],
  ): boolean {
    return this.#world.denyAssignments.some(
      (deny) =>
        appliesAt(deny, scopes) &&
        deny.principals.some(
          ({ id }) => id.toLowerCase() === EVERYONE || principals.has(id.toLowerCase()),
        ) &&
        !(deny.excludePrincipals ?? []).some(({ id }) => principals.has(id.toLowerCase())) &&
        deny.permissions.some((permission) => grants(permission, plane, action)),
    );
  }
}

export function appliesAt(deny: DenyAssignment, scopes: readonly string[]): boolean {
  const key = scopeKey(deny.scope);
  return deny.doNotApplyToChildScopes === true ? scopes[0] === key : scopes.includes(key);
}

export function grants(permission: Permission, plane: Plane, action: string): boolean {
  const not = plane === 'actions' ? permission.notActions : permission.notDataActions;
  return (
    permission[plane].some((pattern) => matchesAction(pattern, action)) &&
    !not.some((pattern) => matchesAction(pattern, action))
  );
}
