import { authorize } from '../arm/authorize.ts';
import { armError, badRequest } from '../arm/errors.ts';
import type { ArmCall, Route } from '../arm/route.ts';
import { asRecord, jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { RoleDefinition } from '../world.ts';
import { definitionView } from './role-definitions.ts';

const WRITE = 'Microsoft.Authorization/roleDefinitions/write';

/**
 * Custom roles, as `az role definition create` makes them.
 * https://learn.microsoft.com/azure/role-based-access-control/custom-roles-rest
 */
export function roleDefinitionWriteRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'PUT',
      path: '{scope...}/providers/Microsoft.Authorization/roleDefinitions/{name}',
      provider: 'authorization',
      action: WRITE,
      ownAuthorization: true,
      handle: (call) => put(runtime, call),
    },
  ];
}

function put(runtime: Runtime, call: ArmCall): Reply {
  const role = read(call);
  // Whoever writes a role needs the right at each scope at which the role can be assigned.
  for (const scope of role.assignableScopes) authorize(runtime, call, WRITE, scope);
  const { roleDefinitions } = runtime.world;
  const sameName = runtime.directory.role(role.roleName);
  if (sameName && sameName.id.toLowerCase() !== role.id.toLowerCase()) {
    throw armError(
      409,
      'RoleDefinitionWithSameNameExists',
      `A custom role with the same name already exists in this directory. Use a different name.`,
    );
  }
  runtime.world.roleDefinitions = [
    ...roleDefinitions.filter(({ id }) => id.toLowerCase() !== role.id.toLowerCase()),
    role,
  ];
  return { status: 201, body: definitionView(role, call.params.scope ?? '') };
}

/** @throws Refusal 400 */
function read(call: ArmCall): RoleDefinition {
  const properties = asRecord(jsonBody(call)?.properties);
  const roleName = properties?.roleName;
  const assignableScopes = strings(properties?.assignableScopes);
  const permissions = Array.isArray(properties?.permissions) ? properties.permissions : [];
  if (typeof roleName !== 'string' || assignableScopes.length === 0 || permissions.length === 0) {
    throw badRequest(
      'The request to create role definition is not valid. roleName, permissions and assignableScopes are required.',
      'InvalidRoleDefinition',
    );
  }
  return {
    id: call.params.name ?? '',
    roleName,
    type: 'CustomRole',
    description: typeof properties?.description === 'string' ? properties.description : '',
    assignableScopes,
    permissions: permissions.map((item: unknown) => {
      const permission = asRecord(item);
      return {
        actions: strings(permission?.actions),
        notActions: strings(permission?.notActions),
        dataActions: strings(permission?.dataActions),
        notDataActions: strings(permission?.notDataActions),
      };
    }),
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
