import { accountView } from '../arm/account-view.ts';
import { accountId, managementGroupId, resourceGroupId, subscriptionId } from '../arm/ids.ts';
import { projectView } from '../arm/projects.ts';
import { workspaceView } from '../arm/workspaces.ts';
import { assignmentView } from '../authorization/role-assignments.ts';
import { definitionView } from '../authorization/role-definitions.ts';
import { BUILT_IN_ROLES } from '../data/built-in-roles.ts';
import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import { asRecord } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Row } from './evaluate.ts';

/** Subscriptions in the query's scope that the caller sees something in. */
export interface Scope {
  readonly subscriptions: ReadonlySet<string>;
  readonly mayRead: (id: string, action: string) => boolean;
}

/**
 * Tables as Resource Graph has them: types and resource groups in lower case, ids as they are.
 * Projects are in it, connections are in no table.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */
export function rowsOf(runtime: Runtime, table: string, scope: Scope): readonly Row[] | undefined {
  switch (table) {
    case 'resources':
      return resources(runtime, scope);
    case 'resourcecontainers':
      return containers(runtime, scope);
    case 'authorizationresources':
      return authorization(runtime, scope);
    default:
      return undefined;
  }
}

function resources(runtime: Runtime, scope: Scope): Row[] {
  const accounts = runtime.world.accounts
    .filter(({ subscriptionId: sub }) => scope.subscriptions.has(sub.toLowerCase()))
    .filter((account) =>
      scope.mayRead(accountId(account), 'Microsoft.CognitiveServices/accounts/read'),
    )
    .map((account) => accountView(runtime, account));
  const workspaces = runtime.world.workspaces
    .filter(({ subscriptionId: sub }) => scope.subscriptions.has(sub.toLowerCase()))
    .map(workspaceView)
    .filter(({ id }) => scope.mayRead(id, 'Microsoft.MachineLearningServices/workspaces/read'));
  return [...accounts, ...projects(runtime, scope), ...workspaces].map((resource) =>
    tracked(runtime, resource),
  );
}

function projects(runtime: Runtime, scope: Scope): Record<string, unknown>[] {
  const { indexedProjects } = runtime.behaviour;
  if (indexedProjects === 'none') return [];
  return runtime.world.accounts
    .filter(({ subscriptionId: sub }) => scope.subscriptions.has(sub.toLowerCase()))
    .flatMap((account) =>
      (indexedProjects === 'all' ? account.projects : account.projects.slice(0, -1))
        .map((project) => projectView(runtime, account, project))
        .filter(({ id }) =>
          scope.mayRead(String(id), 'Microsoft.CognitiveServices/accounts/projects/read'),
        ),
    );
}

function tracked(runtime: Runtime, resource: Record<string, unknown>): Row {
  const id = String(resource.id);
  const [, sub = '', group = ''] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/i.exec(id) ?? [];
  return {
    ...resource,
    type: String(resource.type).toLowerCase(),
    tenantId: runtime.directory.subscription(sub)?.tenantId ?? '',
    subscriptionId: sub,
    resourceGroup: group.toLowerCase(),
    tags: resource.tags ?? null,
    identity: resource.identity ?? null,
    managedBy: '',
    plan: null,
    zones: null,
    extendedLocation: null,
  };
}

function containers(runtime: Runtime, scope: Scope): Row[] {
  const { world } = runtime;
  const inScope = (sub: string): boolean => scope.subscriptions.has(sub.toLowerCase());
  return [
    ...world.subscriptions
      .filter(({ id }) => inScope(id))
      .map(({ id, displayName, tenantId, managementGroup }) => ({
        id: subscriptionId(id),
        name: displayName,
        type: 'microsoft.resources/subscriptions',
        tenantId,
        subscriptionId: id,
        properties: {
          state: 'Enabled',
          managementGroupAncestorsChain:
            managementGroup === undefined ? [] : [{ name: managementGroup }],
        },
      })),
    ...world.resourceGroups
      .filter(({ subscriptionId: sub }) => inScope(sub))
      .map((group) => ({
        id: resourceGroupId(group),
        name: group.name,
        type: 'microsoft.resources/subscriptions/resourcegroups',
        location: group.location,
        subscriptionId: group.subscriptionId,
        resourceGroup: group.name.toLowerCase(),
      })),
    ...world.managementGroups.map(({ name, displayName }) => ({
      id: managementGroupId(name),
      name,
      type: 'microsoft.management/managementgroups',
      properties: { displayName },
    })),
  ];
}

function authorization(runtime: Runtime, scope: Scope): Row[] {
  const reads = 'Microsoft.Authorization/roleAssignments/read';
  const above = new Set(
    [...scope.subscriptions].flatMap((sub) => scopesAbove(subscriptionId(sub), runtime.directory)),
  );
  const assignments = runtime.world.roleAssignments
    .filter(({ scope: at }) => {
      const sub = /^\/subscriptions\/([^/]+)/i.exec(at)?.[1]?.toLowerCase();
      return sub === undefined ? above.has(scopeKey(at)) : scope.subscriptions.has(sub);
    })
    .filter(({ scope: at }) => scope.mayRead(at, reads))
    .map((assignment) => lowerType(assignmentView(runtime, assignment)));
  return [...assignments, ...roles(runtime, scope)];
}

function roles(runtime: Runtime, scope: Scope): Row[] {
  const { indexedRoles } = runtime.behaviour;
  const reads = 'Microsoft.Authorization/roleDefinitions/read';
  const mayRead = [...scope.subscriptions].some((sub) => scope.mayRead(subscriptionId(sub), reads));
  if (indexedRoles === 'none' || !mayRead) return [];
  const old = indexedRoles === 'lagging' || indexedRoles === 'untyped';
  const custom = runtime.world.roleDefinitions.map((role) =>
    old ? { ...role, permissions: [{ ...NOTHING, dataActions: ['*'] }] } : role,
  );
  return [...BUILT_IN_ROLES, ...custom].map((role) => {
    const row = lowerType(definitionView(role, ''));
    const { type, permissions, ...properties } = asRecord(row.properties) ?? {};
    return {
      ...row,
      properties: {
        ...properties,
        ...(indexedRoles !== 'untyped' && { type }),
        permissions: indexedRoles === 'terse' ? allowed(permissions) : permissions,
      },
    };
  });
}

const NOTHING = { actions: [], notActions: [], dataActions: [], notDataActions: [] };

function allowed(permissions: unknown): unknown {
  return (Array.isArray(permissions) ? permissions : []).map((permission) => {
    const { actions, dataActions } = asRecord(permission) ?? {};
    return { actions, dataActions };
  });
}

function lowerType(value: unknown): Row {
  const row = asRecord(value) ?? {};
  const sub = /^\/subscriptions\/([^/]+)/i.exec(String(row.id))?.[1] ?? '';
  return { ...row, type: String(row.type).toLowerCase(), subscriptionId: sub };
}
