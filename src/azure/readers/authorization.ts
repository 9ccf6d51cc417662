import type { RoleAssignment as SdkRoleAssignment } from '@azure/arm-authorization';
import type { ArmId } from '../../domain/arm-id.ts';
import type {
  DenyAssignment,
  Permission,
  RoleAssignment,
  RoleDefinition,
} from '../../domain/authorization.ts';
import type { Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { at, boolAt, isObject, listAt, objectAt, segment, textAt, type Json } from '../json.ts';

const apiVersion = API.authorization;
const PROVIDER = 'providers/Microsoft.Authorization';

/**
 * Role assignments of all principals: with `atScope` at the scope and inherited from above, else those
 * below it too, which the caller then tells apart by their scope.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */
export function listAssignments(
  arm: ArmClient,
  scope: ArmId,
  atScope: boolean,
): Promise<Observation<readonly RoleAssignment[]>> {
  return assignments(arm, scope, atScope ? 'atScope()' : undefined, 'the role assignments');
}

/**
 * Role assignments that reach a user or service principal, through groups of groups too: the service
 * expands them. It takes no group id. May hold assignments below the scope: the caller filters.
 */
export function listAssignedTo(
  arm: ArmClient,
  scope: ArmId,
  objectId: string,
): Promise<Observation<readonly RoleAssignment[]>> {
  return assignments(
    arm,
    scope,
    assignedToFilter(objectId),
    `the role assignments that reach ${objectId}`,
  );
}

/** Quotes are doubled in OData: https://learn.microsoft.com/rest/api/searchservice/odata-expression-syntax-reference */
function assignedToFilter(objectId: string): string {
  return `assignedTo('${objectId.replaceAll("'", "''")}')`;
}

function assignments(
  arm: ArmClient,
  scope: ArmId,
  filter: string | undefined,
  what: string,
): Promise<Observation<readonly RoleAssignment[]>> {
  return arm.list(
    {
      path: `${scope.text}/${PROVIDER}/roleAssignments`,
      apiVersion,
      query: filter === undefined ? {} : { $filter: filter },
      what: `${what} at ${scope.name}`,
      action: 'Microsoft.Authorization/roleAssignments/read',
      scope: scope.text,
    },
    assignmentOf,
  );
}

export function assignmentOf(item: unknown): RoleAssignment | undefined {
  const properties = objectAt(item, 'properties');
  const roleGuid = textAt(properties, 'roleDefinitionId' satisfies keyof SdkRoleAssignment)
    ?.split('/')
    .at(-1);
  const principalId = textAt(properties, 'principalId');
  const scope = textAt(properties, 'scope');
  const condition = conditionOf(properties);
  if (!roleGuid || !principalId || !scope || condition === undefined) return undefined;
  return {
    id: textAt(item, 'id') ?? '',
    roleGuid: roleGuid.toLowerCase(),
    principalId: principalId.toLowerCase(),
    principalType: textAt(properties, 'principalType') ?? 'Unknown',
    scope,
    ...changeOf(properties),
    ...(condition ? { condition } : {}),
  };
}

/** `updatedOn` is `createdOn` where nothing was changed: https://learn.microsoft.com/rest/api/authorization/role-assignments/get */
function changeOf(properties: Json | undefined): Pick<RoleAssignment, 'changedAt'> {
  const changedAt = Date.parse(
    textAt(properties, 'updatedOn' satisfies keyof SdkRoleAssignment) ??
      textAt(properties, 'createdOn' satisfies keyof SdkRoleAssignment) ??
      '',
  );
  return Number.isNaN(changedAt) ? {} : { changedAt };
}

/** Built-in and custom roles that can be assigned at the scope. */
export function listRoleDefinitions(
  arm: ArmClient,
  scope: ArmId,
): Promise<Observation<readonly RoleDefinition[]>> {
  return arm.list(
    {
      path: `${scope.text}/${PROVIDER}/roleDefinitions`,
      apiVersion,
      what: `the role definitions at ${scope.name}`,
      action: 'Microsoft.Authorization/roleDefinitions/read',
      scope: scope.text,
    },
    definitionOf,
  );
}

/** One role definition: for a role that the list of its subscription does not hold. */
export function readRoleDefinition(
  arm: ArmClient,
  scope: ArmId,
  guid: string,
): Promise<Observation<RoleDefinition>> {
  return arm.read(
    {
      path: `${scope.text}/${PROVIDER}/roleDefinitions/${segment(guid)}`,
      apiVersion,
      what: `the role definition ${guid}`,
      action: 'Microsoft.Authorization/roleDefinitions/read',
      scope: scope.text,
    },
    definitionOf,
  );
}

export function definitionOf(item: unknown): RoleDefinition | undefined {
  const guid = (textAt(item, 'name') ?? textAt(item, 'id')?.split('/').at(-1))?.toLowerCase();
  const properties = objectAt(item, 'properties');
  const permissions = permissionsOf(properties);
  if (!guid || !permissions) return undefined;
  return {
    guid,
    name: textAt(properties, 'roleName') ?? guid,
    custom: textAt(properties, 'type')?.toLowerCase() === 'customrole',
    permissions,
  };
}

/** `GET denyAssignments`. https://learn.microsoft.com/azure/role-based-access-control/deny-assignments */
export function listDenyAssignments(
  arm: ArmClient,
  scope: ArmId,
  of: 'at-scope' | 'all' | { readonly assignedTo: string },
): Promise<Observation<readonly DenyAssignment[]>> {
  const reached = typeof of === 'object' ? of.assignedTo : undefined;
  return arm.list(
    {
      path: `${scope.text}/${PROVIDER}/denyAssignments`,
      apiVersion,
      query:
        reached !== undefined
          ? { $filter: assignedToFilter(reached) }
          : of === 'all'
            ? {}
            : { $filter: 'atScope()' },
      what: `the deny assignments ${reached === undefined ? '' : `that reach ${reached} `}at ${scope.name}`,
      action: 'Microsoft.Authorization/denyAssignments/read',
      scope: scope.text,
    },
    denyOf,
  );
}

export function denyOf(item: unknown): DenyAssignment | undefined {
  const properties = objectAt(item, 'properties');
  const permissions = permissionsOf(properties);
  const scope = textAt(properties, 'scope');
  const principals = principalsOf(at(properties, 'principals'));
  const excludePrincipals = principalsOf(at(properties, 'excludePrincipals') ?? []);
  const condition = conditionOf(properties);
  if (!permissions || !scope || !principals || !excludePrincipals || condition === undefined) {
    return undefined;
  }
  return {
    id: textAt(item, 'id') ?? '',
    name: textAt(properties, 'denyAssignmentName') ?? textAt(item, 'name') ?? '',
    scope,
    permissions,
    principals,
    excludePrincipals,
    doNotApplyToChildScopes: boolAt(properties, 'doNotApplyToChildScopes') ?? false,
    ...(condition ? { condition } : {}),
  };
}

/** What the caller itself may do at a resource: for a preflight that writes nothing. */
export function listOwnPermissions(
  arm: ArmClient,
  scope: ArmId,
): Promise<Observation<readonly Permission[]>> {
  return arm.list(
    {
      path: `${scope.text}/${PROVIDER}/permissions`,
      apiVersion,
      what: `the identity's own permissions at ${scope.name}`,
      action: 'Microsoft.Authorization/permissions/read',
      scope: scope.text,
    },
    permissionOf,
  );
}

function permissionsOf(properties: unknown): readonly Permission[] | undefined {
  const permissions = listAt(properties, 'permissions')?.map(permissionOf);
  if (!permissions || permissions.includes(undefined)) return undefined;
  return permissions.filter((permission) => permission !== undefined);
}

function permissionOf(item: unknown): Permission | undefined {
  if (!isObject(item)) return undefined;
  const actions = patternsOf(item, 'actions');
  const notActions = patternsOf(item, 'notActions');
  const dataActions = patternsOf(item, 'dataActions');
  const notDataActions = patternsOf(item, 'notDataActions');
  const condition = conditionOf(item);
  if (!actions || !notActions || !dataActions || !notDataActions || condition === undefined) {
    return undefined;
  }
  return { actions, notActions, dataActions, notDataActions, ...(condition ? { condition } : {}) };
}

/** `undefined` for what is there and is no list of texts: an exclusion that is not understood must not be lost. */
function patternsOf(item: Json, member: string): readonly string[] | undefined {
  const patterns = at(item, member) ?? [];
  return Array.isArray(patterns) && patterns.every((pattern) => typeof pattern === 'string')
    ? patterns
    : undefined;
}

/** Empty where there is none; `undefined` for what is there and is no text. */
function conditionOf(properties: unknown): string | undefined {
  const condition = at(properties, 'condition') ?? '';
  return typeof condition === 'string' ? condition : undefined;
}

/** `undefined` unless it is a list in which each has an id: nobody would be denied else. */
function principalsOf(
  principals: unknown,
): readonly { readonly id: string; readonly type: string }[] | undefined {
  if (!Array.isArray(principals)) return undefined;
  const read = principals.map((principal) => {
    const id = textAt(principal, 'id');
    return id ? { id: id.toLowerCase(), type: textAt(principal, 'type') ?? 'Unknown' } : undefined;
  });
  return read.every((principal) => principal !== undefined) ? read : undefined;
}
