import { denyAssignmentRoutes } from '../authorization/deny-assignments.ts';
import { roleAssignmentRoutes } from '../authorization/role-assignments.ts';
import { roleDefinitionRoutes } from '../authorization/role-definitions.ts';
import type { Runtime } from '../server/runtime.ts';
import { accountRoutes } from './accounts.ts';
import { lockRoutes } from './locks.ts';
import type { Route } from './route.ts';

/** All that Azure Resource Manager serves here. */
export function armRoutes(runtime: Runtime): Route[] {
  return [
    ...accountRoutes(runtime),
    ...roleAssignmentRoutes(runtime),
    ...roleDefinitionRoutes(runtime),
    ...denyAssignmentRoutes(runtime),
    ...lockRoutes(runtime),
  ];
}
