import { denyAssignmentRoutes } from '../authorization/deny-assignments.ts';
import { permissionRoutes } from '../authorization/permissions.ts';
import { roleAssignmentWriteRoutes } from '../authorization/role-assignment-writes.ts';
import { roleAssignmentRoutes } from '../authorization/role-assignments.ts';
import { roleDefinitionWriteRoutes } from '../authorization/role-definition-writes.ts';
import { roleDefinitionRoutes } from '../authorization/role-definitions.ts';
import { resourceGraphRoutes } from '../resource-graph/service.ts';
import type { Runtime } from '../server/runtime.ts';
import { accountWriteRoutes } from './account-writes.ts';
import { accountRoutes } from './accounts.ts';
import { activityLogRoutes } from './activity-log.ts';
import { connectionRoutes } from './connections.ts';
import { keyRoutes } from './keys.ts';
import { lockRoutes } from './locks.ts';
import { policyRoutes } from './policies.ts';
import { projectRoutes } from './projects.ts';
import { providerRoutes } from './providers.ts';
import type { Route } from './route.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { userAssignedIdentityRoutes } from './user-assigned-identities.ts';
import { workspaceRoutes } from './workspaces.ts';

/** All that Azure Resource Manager serves here. */
export function armRoutes(runtime: Runtime): Route[] {
  return [
    ...accountRoutes(runtime),
    ...accountWriteRoutes(runtime),
    ...keyRoutes(runtime),
    ...projectRoutes(runtime),
    ...connectionRoutes(runtime),
    ...workspaceRoutes(runtime),
    ...userAssignedIdentityRoutes(runtime),
    ...roleAssignmentRoutes(runtime),
    ...roleAssignmentWriteRoutes(runtime),
    ...roleDefinitionRoutes(runtime),
    ...roleDefinitionWriteRoutes(runtime),
    ...denyAssignmentRoutes(runtime),
    ...permissionRoutes(runtime),
    ...policyRoutes(runtime),
    ...lockRoutes(runtime),
    ...activityLogRoutes(runtime),
    ...subscriptionRoutes(runtime),
    ...providerRoutes(runtime),
    ...resourceGraphRoutes(runtime),
  ];
}
