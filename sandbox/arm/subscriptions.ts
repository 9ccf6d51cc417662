import { ok } from '../server/exchange.ts';
import { scopesAbove } from '../rbac/scopes.ts';
import type { Runtime } from '../server/runtime.ts';
import type { ManagementGroup, ResourceGroup, Subscription } from '../world.ts';
import { same } from './accounts.ts';
import { armError } from './errors.ts';
import { managementGroupId, resourceGroupId, subscriptionId } from './ids.ts';
import { page } from './paging.ts';
import type { Route } from './route.ts';

/** Subscriptions, resource groups and management groups. */
export function subscriptionRoutes(runtime: Runtime): Route[] {
  const { world, directory, authorizer } = runtime;
  return [
    {
      method: 'GET',
      path: '/subscriptions',
      provider: 'resources',
      handle: (call) => {
        const items = world.subscriptions
          .filter(
            ({ id, tenantId }) =>
              tenantId === call.claims.tenantId &&
              authorizer.seesAnything(call.claims.objectId, subscriptionId(id)),
          )
          .map(subscriptionView);
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{sub}',
      provider: 'resources',
      action: 'Microsoft.Resources/subscriptions/read',
      scope: ({ sub = '' }) => subscriptionId(sub),
      handle: (call) => {
        const found = directory.subscription(call.params.sub ?? '');
        return ok(found && subscriptionView(found));
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{sub}/resourceGroups',
      provider: 'resources',
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      scope: ({ sub = '' }) => subscriptionId(sub),
      handle: (call) => {
        const items = world.resourceGroups
          .filter((group) => same(group.subscriptionId, call.params.sub ?? ''))
          .map(groupView);
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{sub}/resourceGroups/{rg}',
      provider: 'resources',
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      scope: ({ sub = '', rg = '' }) => `${subscriptionId(sub)}/resourceGroups/${rg}`,
      handle: (call) => {
        const { sub = '', rg = '' } = call.params;
        const found = directory.resourceGroup(`${subscriptionId(sub)}/resourceGroups/${rg}`);
        return ok(found && groupView(found));
      },
    },
    {
      method: 'GET',
      path: '/providers/Microsoft.Management/managementGroups/{group}',
      provider: 'managementGroups',
      action: 'Microsoft.Management/managementGroups/read',
      handle: (call) => ok(managementGroupView(groupOf(runtime, call.params.group ?? ''))),
    },
    {
      method: 'GET',
      path: '/providers/Microsoft.Management/managementGroups/{group}/descendants',
      provider: 'managementGroups',
      action: 'Microsoft.Management/managementGroups/descendants/read',
      handle: (call) => {
        const group = groupOf(runtime, call.params.group ?? '');
        const top = Number(call.query.get('$top') ?? Number.POSITIVE_INFINITY);
        const items = descendants(runtime, group);
        return page(call, items, Math.min(runtime.behaviour.pageSize, top), '$skiptoken');
      },
    },
  ];
}

/** @throws Refusal 404 */
function groupOf(runtime: Runtime, name: string): ManagementGroup {
  const found = runtime.directory.managementGroup(name);
  if (found) return found;
  throw armError(404, 'NotFound', `The management group '${name}' cannot be found.`);
}

/** Groups and subscriptions at any depth below a management group. */
export function descendants(runtime: Runtime, group: ManagementGroup): unknown[] {
  const key = managementGroupId(group.name).toLowerCase();
  const { world, directory } = runtime;
  const isBelow = (scope: string): boolean => scopesAbove(scope, directory).slice(1).includes(key);
  return [
    ...world.managementGroups
      .filter(({ name }) => isBelow(managementGroupId(name)))
      .map(({ name, displayName, parent }) => ({
        id: managementGroupId(name),
        type: 'Microsoft.Management/managementGroups',
        name,
        properties: { displayName, parent: { id: managementGroupId(parent ?? '') } },
      })),
    ...world.subscriptions
      .filter(({ id }) => isBelow(subscriptionId(id)))
      .map(({ id, displayName, managementGroup }) => ({
        id: subscriptionId(id),
        type: 'Microsoft.Management/managementGroups/subscriptions',
        name: id,
        properties: { displayName, parent: { id: managementGroupId(managementGroup ?? '') } },
      })),
  ];
}

function managementGroupView(group: ManagementGroup): unknown {
  return {
    id: managementGroupId(group.name),
    type: 'Microsoft.Management/managementGroups',
    name: group.name,
    properties: { displayName: group.displayName },
  };
}

function subscriptionView(subscription: Subscription): unknown {
  return {
    id: subscriptionId(subscription.id),
    authorizationSource: 'RoleBased',
    subscriptionId: subscription.id,
    tenantId: subscription.tenantId,
    displayName: subscription.displayName,
    state: subscription.state ?? 'Enabled',
    managedByTenants: [],
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function groupView(group: ResourceGroup): unknown {
  return {
    id: resourceGroupId(group),
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    properties: { provisioningState: 'Succeeded' },
  };
}
