import { ok } from '../server/exchange.ts';
import { childNotFound } from '../arm/errors.ts';
import { page } from '../arm/paging.ts';
import { readable } from '../arm/readable.ts';
import type { ArmCall, Route } from '../arm/route.ts';
import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import type { Runtime } from '../server/runtime.ts';
import type { RoleAssignment } from '../world.ts';
import { parseFilter, type Filter } from './filters.ts';
import { stableGuid } from './guid.ts';

export const ASSIGNMENTS = '{scope...}/providers/Microsoft.Authorization/roleAssignments';
const READ = 'Microsoft.Authorization/roleAssignments/read';

export function roleAssignmentRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: ASSIGNMENTS,
      provider: 'authorization',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const sees = readable(runtime, call, READ, call.params.scope ?? '');
        const filter = parseFilter(runtime, call, ['atScope', 'principalId', 'assignedTo']);
        const items = runtime.world.roleAssignments
          .filter(({ scope }) => sees(scope))
          .filter((assignment) => applies(runtime, assignment, call, filter))
          .map((assignment) => assignmentView(runtime, assignment));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: `${ASSIGNMENTS}/{name}`,
      provider: 'authorization',
      action: READ,
      handle: (call) => {
        const name = call.params.name ?? '';
        const found = findAssignment(runtime, call.params.scope ?? '', name);
        if (!found) {
          throw childNotFound('The role assignment', name);
        }
        return ok(assignmentView(runtime, found));
      },
    },
  ];
}

export function findAssignment(
  runtime: Runtime,
  scope: string,
  name: string,
): RoleAssignment | undefined {
  const key = scopeKey(scope);
  return runtime.world.roleAssignments.find(
    (assignment) =>
      scopeKey(assignment.scope) === key &&
      nameOf(runtime, assignment).toLowerCase() === name.toLowerCase(),
  );
}

/** Without a filter: at the scope, inherited from above, and below it. */
function applies(
  runtime: Runtime,
  assignment: RoleAssignment,
  call: ArmCall,
  filter: Filter,
): boolean {
  const scope = call.params.scope ?? '';
  const principal = assignment.principalId.toLowerCase();
  if (filter.principalId !== undefined && principal !== filter.principalId) return false;
  if (filter.assignedTo && !filter.assignedTo.has(principal)) return false;
  const { directory } = runtime;
  if (scopesAbove(scope, directory).includes(scopeKey(assignment.scope))) return true;
  return !filter.atScope && scopesAbove(assignment.scope, directory).includes(scopeKey(scope));
}

export function nameOf(runtime: Runtime, assignment: RoleAssignment): string {
  return (
    assignment.name ??
    stableGuid(
      `${assignment.scope.toLowerCase()}|${assignment.principalId}|${roleGuid(runtime, assignment.role)}`,
    )
  );
}

export function roleGuid(runtime: Runtime, role: string): string {
  return runtime.directory.role(role)?.id ?? role;
}

export function assignmentView(runtime: Runtime, assignment: RoleAssignment): unknown {
  const name = nameOf(runtime, assignment);
  const scope = assignment.scope === '/' ? '' : assignment.scope;
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? '';
  const created = new Date(assignment.createdAt ?? Date.UTC(2026, 0, 5)).toISOString();
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid(runtime, assignment.role)}`,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope: assignment.scope,
      condition: assignment.condition ?? null,
      conditionVersion: assignment.condition === undefined ? null : '2.0',
      ...(assignment.description === undefined ? {} : { description: assignment.description }),
      createdOn: created,
      updatedOn: created,
      createdBy: null,
      updatedBy: null,
      delegatedManagedIdentityResourceId: null,
    },
  };
}
