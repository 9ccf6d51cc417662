import { map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { segment, textAt } from '../json.ts';
import { subscriptionOf } from './resource-graph.ts';

/**
 * The subscriptions at any depth below a management group, sorted, whatever they hold.
 * https://learn.microsoft.com/rest/api/managementgroups/management-groups/get-descendants
 */
export async function subscriptionsBelow(
  arm: ArmClient,
  managementGroup: string,
): Promise<Observation<readonly string[]>> {
  const descendants = await arm.list(
    {
      path: `/providers/Microsoft.Management/managementGroups/${segment(managementGroup)}/descendants`,
      apiVersion: API.managementGroups,
      what: `the subscriptions below the management group ${managementGroup}`,
      action: 'Microsoft.Management/managementGroups/descendants/read',
      scope: `/providers/Microsoft.Management/managementGroups/${managementGroup}`,
    },
    (item) => {
      const type = textAt(item, 'type');
      if (!type) return undefined;
      if (!/subscriptions$/i.test(type)) return { subscription: undefined };
      const subscription = subscriptionOf(textAt(item, 'name'));
      return subscription === undefined ? undefined : { subscription };
    },
  );
  return map(descendants, (items) =>
    items.flatMap(({ subscription }) => subscription ?? []).sort(),
  );
}
