import type { Account, Project, ResourceGroup, Workspace } from '../world.ts';

export const subscriptionId = (subscription: string): string => `/subscriptions/${subscription}`;

export const resourceGroupId = (group: ResourceGroup): string =>
  `${subscriptionId(group.subscriptionId)}/resourceGroups/${group.name}`;

export const accountId = (account: Account): string =>
  `${subscriptionId(account.subscriptionId)}/resourceGroups/${account.resourceGroup}/providers/Microsoft.CognitiveServices/accounts/${account.name}`;

export const projectId = (account: Account, project: Project): string =>
  `${accountId(account)}/projects/${project.name}`;

export const workspaceId = (workspace: Workspace): string =>
  `${subscriptionId(workspace.subscriptionId)}/resourceGroups/${workspace.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace.name}`;

export const managementGroupId = (name: string): string =>
  `/providers/Microsoft.Management/managementGroups/${name}`;
