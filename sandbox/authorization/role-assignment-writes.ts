import { armError, badRequest } from '../arm/errors.ts';
import { authorize } from '../arm/authorize.ts';
import type { ArmCall, Route } from '../arm/route.ts';
import { scopeKey } from '../rbac/scopes.ts';
import { asRecord, jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { RoleAssignment } from '../world.ts';
import {
  ASSIGNMENTS,
  assignmentView,
  findAssignment,
  nameOf,
  roleGuid,
} from './role-assignments.ts';

const WRITE = 'Microsoft.Authorization/roleAssignments/write';
const DELETE = 'Microsoft.Authorization/roleAssignments/delete';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TYPES = ['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'] as const;

/** https://learn.microsoft.com/azure/role-based-access-control/role-assignments-rest */
export function roleAssignmentWriteRoutes(runtime: Runtime): Route[] {
  /** How often a principal was still unknown to the directory's replica. */
  const misses = new Map<string, number>();
  return [
    {
      method: 'PUT',
      path: `${ASSIGNMENTS}/{name}`,
      provider: 'authorization',
      action: WRITE,
      ownAuthorization: true,
      handle: (call) => put(runtime, call, misses),
    },
    {
      method: 'DELETE',
      path: `${ASSIGNMENTS}/{name}`,
      provider: 'authorization',
      action: DELETE,
      ownAuthorization: true,
      handle: (call) => {
        const { scope = '', name = '' } = call.params;
        const found = findAssignment(runtime, scope, name);
        authorize(runtime, call, DELETE, scope, found ? attributesOf(runtime, found) : {});
        if (!found) return { status: 204 };
        runtime.world.roleAssignments = runtime.world.roleAssignments.filter((a) => a !== found);
        return { status: 200, body: assignmentView(runtime, found) };
      },
    },
  ];
}

function put(runtime: Runtime, call: ArmCall, misses: Map<string, number>): Reply {
  const { scope = '', name = '' } = call.params;
  const wanted = read(runtime, call, scope);
  authorize(runtime, call, WRITE, scope, attributesOf(runtime, wanted));
  if (!GUID.test(name)) {
    throw badRequest(
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
      'InvalidRoleAssignmentId',
    );
  }
  const role = runtime.directory.role(wanted.role);
  if (!role) {
    throw armError(
      404,
      'RoleDefinitionDoesNotExist',
      `The specified role definition with ID '${wanted.role.replaceAll('-', '')}' does not exist.`,
    );
  }
  checkPrincipal(runtime, wanted, misses, hasType(call));
  const sameName = findAssignment(runtime, scope, name);
  if (sameName) {
    if (!sameTriple(runtime, sameName, wanted)) {
      throw badRequest(
        'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
        'RoleAssignmentUpdateNotPermitted',
      );
    }
    return { status: 200, body: assignmentView(runtime, sameName) };
  }
  const twin = runtime.world.roleAssignments.find((other) => sameTriple(runtime, other, wanted));
  if (twin) {
    throw armError(
      409,
      'RoleAssignmentExists',
      `The role assignment already exists. The ID of the existing role assignment is ${nameOf(runtime, twin).replaceAll('-', '')}.`,
    );
  }
  const created: RoleAssignment = { ...wanted, name, createdAt: runtime.clock.now() };
  runtime.world.roleAssignments.push(created);
  return { status: 201, body: assignmentView(runtime, created) };
}

/** @throws Refusal 400 */
function read(runtime: Runtime, call: ArmCall, scope: string): RoleAssignment {
  const properties = asRecord(jsonBody(call)?.properties);
  const role = properties?.roleDefinitionId;
  const principalId = properties?.principalId;
  if (typeof role !== 'string' || typeof principalId !== 'string') {
    throw badRequest(
      'The request to create role assignment is not valid. roleDefinitionId and principalId are required.',
      'BadRequestFormat',
    );
  }
  const type = TYPES.find((known) => known === properties?.principalType);
  const condition = properties?.condition;
  const description = properties?.description;
  return {
    scope: canonicalScope(runtime, scope),
    role: role.split('/').at(-1) ?? '',
    principalId,
    principalType: type ?? typeInDirectory(runtime, principalId) ?? 'User',
    ...(typeof condition === 'string' && condition !== '' ? { condition } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

function hasType(call: ArmCall): boolean {
  return typeof asRecord(jsonBody(call)?.properties)?.principalType === 'string';
}

/** The world's own spelling of an account's, group's or subscription's id; else as it was sent. */
function canonicalScope(runtime: Runtime, scope: string): string {
  const account = runtime.directory.account(scope);
  if (account) {
    return `/subscriptions/${account.subscriptionId}/resourceGroups/${account.resourceGroup}/providers/Microsoft.CognitiveServices/accounts/${account.name}`;
  }
  return scope === '' ? '/' : scope;
}

/** @throws Refusal 400 `PrincipalNotFound` or `UnmatchedPrincipalType` */
function checkPrincipal(
  runtime: Runtime,
  wanted: RoleAssignment,
  misses: Map<string, number>,
  typeGiven: boolean,
): void {
  const id = wanted.principalId.toLowerCase();
  const known = typeInDirectory(runtime, id);
  const missed = misses.get(id) ?? 0;
  const replicating = missed < runtime.behaviour.principalReplicationFailures;
  if (replicating) misses.set(id, missed + 1);
  if (replicating || (known === undefined && !typeGiven)) {
    const tenant = runtime.world.signIn.tenantId.replaceAll('-', '');
    throw badRequest(
      `Principal ${id.replaceAll('-', '')} does not exist in the directory ${tenant}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
      'PrincipalNotFound',
    );
  }
  if (known !== undefined && known !== wanted.principalType) {
    throw badRequest(
      `The PrincipalId '${id.replaceAll('-', '')}' has type '${known}' , which is different from specified PrinciaplType '${wanted.principalType}'.`,
      'UnmatchedPrincipalType',
    );
  }
}

function typeInDirectory(
  runtime: Runtime,
  id: string,
): 'User' | 'Group' | 'ServicePrincipal' | undefined {
  if (runtime.directory.user(id)) return 'User';
  if (runtime.directory.isGroup(id)) return 'Group';
  return runtime.directory.servicePrincipal(id) ? 'ServicePrincipal' : undefined;
}

function sameTriple(runtime: Runtime, a: RoleAssignment, b: RoleAssignment): boolean {
  return (
    scopeKey(a.scope) === scopeKey(b.scope) &&
    a.principalId.toLowerCase() === b.principalId.toLowerCase() &&
    roleGuid(runtime, a.role).toLowerCase() === roleGuid(runtime, b.role).toLowerCase()
  );
}

function attributesOf(runtime: Runtime, assignment: RoleAssignment): Record<string, string> {
  return {
    RoleDefinitionId: roleGuid(runtime, assignment.role),
    PrincipalId: assignment.principalId,
    PrincipalType: assignment.principalType,
  };
}
