import { page } from '../arm/paging.ts';
import type { Route } from '../arm/route.ts';
import type { Runtime } from '../server/runtime.ts';

/**
 * The caller's own permissions at a resource or resource group. Any caller with a token may ask; one
 * without a role there gets an empty list. Conditions are shown with the permission they belong to.
 */
export function permissionRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: '{scope...}/providers/Microsoft.Authorization/permissions',
      provider: 'authorization',
      handle: (call) => {
        const permissions = runtime.authorizer.permissionsOf(
          call.claims.objectId,
          call.params.scope ?? '',
        );
        const items = permissions.map((permission) => ({
          ...permission,
          condition: permission.condition ?? null,
          conditionVersion: permission.conditionVersion ?? null,
        }));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
  ];
}
