import { page } from '../arm/paging.ts';
import { readable } from '../arm/readable.ts';
import type { Route } from '../arm/route.ts';
import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import type { Runtime } from '../server/runtime.ts';
import type { DenyAssignment } from '../world.ts';
import { parseFilter } from './filters.ts';

const READ = 'Microsoft.Authorization/denyAssignments/read';
const EVERYONE = '00000000-0000-0000-0000-000000000000';

/** https://learn.microsoft.com/azure/role-based-access-control/deny-assignments */
export function denyAssignmentRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: '{scope...}/providers/Microsoft.Authorization/denyAssignments',
      provider: 'authorization',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const filter = parseFilter(runtime, call, [
          'atScope',
          'principalId',
          'assignedTo',
          'denyAssignmentName',
          'gdprExportPrincipalId',
        ]);
        const scope = call.params.scope ?? '';
        const sees = readable(runtime, call, READ, scope);
        const above = scopesAbove(scope, runtime.directory);
        const named = filter.values.denyAssignmentName;
        const items = runtime.world.denyAssignments.filter((deny) => {
          if (!sees(deny.scope)) return false;
          const ids = deny.principals.map(({ id }) => id.toLowerCase());
          if (named !== undefined && deny.denyAssignmentName.toLowerCase() !== named) return false;
          if (filter.principalId !== undefined && !ids.includes(filter.principalId)) return false;
          const reached = filter.assignedTo;
          if (reached && !ids.some((id) => id === EVERYONE || reached.has(id))) return false;
          return (
            above.includes(scopeKey(deny.scope)) ||
            (!filter.atScope &&
              scopesAbove(deny.scope, runtime.directory).includes(scopeKey(scope)))
          );
        });
        return page(call, items.map(view), runtime.behaviour.pageSize);
      },
    },
  ];
}

function view(deny: DenyAssignment): unknown {
  const { name, scope, ...properties } = deny;
  return {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/denyAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/denyAssignments',
    properties: {
      description: '',
      excludePrincipals: [],
      doNotApplyToChildScopes: false,
      isSystemProtected: false,
      ...properties,
      scope,
    },
  };
}
