import { known, map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import { observe, type ArmClient } from '../arm.ts';
import { AzureError } from '../errors.ts';
import { at, listAt, segment, textAt } from '../json.ts';

const PAGE = 1_000;
const MOST_PAGES = 2_000;

/**
 * Subscriptions below a management group that hold accounts. Resource Graph finds them; its index can
 * lag, so the accounts themselves are then read from the control plane. Where it refuses, every
 * subscription below the group is taken.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
export async function subscriptionsWithAccounts(
  arm: ArmClient,
  managementGroup: string,
): Promise<Observation<readonly string[]>> {
  const rows = await query(
    arm,
    managementGroup,
    `resources | where type =~ 'microsoft.cognitiveservices/accounts' | project id, subscriptionId`,
    (row) => subscriptionOf(textAt(row, 'subscriptionId')),
  );
  if (rows.known) return known([...new Set(rows.value)].sort());
  const below = await subscriptionsBelow(arm, managementGroup);
  return below.known ? below : rows;
}

async function query<T>(
  arm: ArmClient,
  managementGroup: string,
  text: string,
  shape: (row: unknown) => T | undefined,
): Promise<Observation<readonly T[]>> {
  return observe(async () => {
    const rows: T[] = [];
    const seen = new Set<string>();
    let skipToken: string | undefined;
    do {
      const answer = await arm.send({
        method: 'POST',
        path: '/providers/Microsoft.ResourceGraph/resources',
        apiVersion: API.resourceGraph,
        body: {
          managementGroups: [managementGroup],
          query: text,
          options: {
            $top: PAGE,
            resultFormat: 'objectArray',
            ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
          },
        },
        what: `Resource Graph in the management group ${managementGroup}`,
        action: 'Microsoft.Management/managementGroups/read',
        scope: `/providers/Microsoft.Management/managementGroups/${managementGroup}`,
      });
      const data = listAt(answer.body, 'data');
      if (!data) throw malformed(managementGroup);
      if (answer.header('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true') {
        throw new AzureError({
          kind: 'unavailable',
          message: `The management group ${managementGroup} holds more than 10,000 subscriptions, and Resource Graph cuts its answer there.`,
          remedy: 'Name smaller management groups or subscriptions in resources.',
        });
      }
      for (const row of data) {
        const item = shape(row);
        if (item === undefined) throw malformed(managementGroup);
        rows.push(item);
      }
      skipToken = textAt(answer.body, '$skipToken');
      if (skipToken !== undefined && (seen.has(skipToken) || seen.size >= MOST_PAGES)) {
        throw malformed(managementGroup);
      }
      if (skipToken === undefined && truncated(answer.body)) throw malformed(managementGroup);
      if (skipToken !== undefined) seen.add(skipToken);
    } while (skipToken !== undefined);
    return rows;
  });
}

async function subscriptionsBelow(
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

/** Lower-cased; `undefined` for what is no id of a subscription. */
function subscriptionOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? text.toLowerCase()
    : undefined;
}

function truncated(body: unknown): boolean {
  return at(body, 'resultTruncated') === 'true' || at(body, 'resultTruncated') === true;
}

function malformed(managementGroup: string): AzureError {
  return new AzureError({
    kind: 'malformed',
    message: `Resource Graph gave an incomplete answer for the management group ${managementGroup}.`,
    remedy: 'Run the step again.',
  });
}
