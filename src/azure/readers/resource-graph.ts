import type { QueryRequest } from '@azure/arm-resourcegraph';
import type { Project } from '../../domain/account.ts';
import { ACCOUNT_TYPE, ArmId } from '../../domain/arm-id.ts';
import type { RoleDefinition } from '../../domain/authorization.ts';
import { all, known, map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import { observe, type ArmClient } from '../arm.ts';
import { AzureError } from '../errors.ts';
import { at, listAt, segment, textAt } from '../json.ts';
import { projectOf } from './accounts.ts';
import { definitionOf } from './authorization.ts';

const PAGE = 1_000;
const MOST_PAGES = 2_000;
/** Microsoft asks for fewer than 300 in a query. https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests#grouping-queries */
const SUBSCRIPTIONS_A_QUERY = 250;

/** What a query is about: a management group, or subscriptions. */
type QueryScope =
  { readonly managementGroup: string } | { readonly subscriptions: readonly string[] };

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
    { managementGroup },
    'Microsoft.Management/managementGroups/read',
    `resources | where type =~ 'microsoft.cognitiveservices/accounts' | project id, subscriptionId`,
    (row) => subscriptionOf(textAt(row, 'subscriptionId')),
  );
  if (rows.known) return known([...new Set(rows.value)].sort());
  const below = await subscriptionsBelow(arm, managementGroup);
  return below.known ? below : rows;
}

/**
 * The projects of all accounts in the subscriptions, by the account's id (`ArmId.key`). The index can lag:
 * the caller holds it against what the account itself says.
 */
export async function indexedProjects(
  arm: ArmClient,
  subscriptions: readonly string[],
): Promise<Observation<ReadonlyMap<string, readonly Project[]>>> {
  const answers = await Promise.all(
    batchesOf(subscriptions).map((batch) =>
      query(
        arm,
        { subscriptions: batch },
        'Microsoft.CognitiveServices/accounts/projects/read',
        `resources | where type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, identity, properties`,
        (row) => {
          const account = ArmId.parse(textAt(row, 'id') ?? '')?.ancestor(ACCOUNT_TYPE);
          const project = account && projectOf(row, account);
          return project && { account: account.key, project };
        },
      ),
    ),
  );
  return map(all(answers), (lists) => {
    const byAccount = new Map<string, Project[]>();
    for (const { account, project } of lists.flat()) {
      const projects = byAccount.get(account) ?? [];
      byAccount.set(account, projects);
      projects.push(project);
    }
    return byAccount;
  });
}

/**
 * The role definitions that can be used in the subscriptions, built-in ones included, each once. The index
 * can lag: what a custom role allows is for the control plane to say.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources#authorizationresources
 */
export async function indexedRoles(
  arm: ArmClient,
  subscriptions: readonly string[],
): Promise<Observation<readonly RoleDefinition[]>> {
  const answers = await Promise.all(
    batchesOf(subscriptions).map((batch) =>
      query(
        arm,
        { subscriptions: batch },
        'Microsoft.Authorization/roleDefinitions/read',
        `authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, properties`,
        definitionOf,
      ),
    ),
  );
  return map(all(answers), (lists) => [
    ...new Map(lists.flat().map((role) => [role.guid, role])).values(),
  ]);
}

function batchesOf(subscriptions: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(subscriptions.length / SUBSCRIPTIONS_A_QUERY);
  return Array.from({ length: count }, (_, batch) =>
    subscriptions.slice(batch * SUBSCRIPTIONS_A_QUERY, (batch + 1) * SUBSCRIPTIONS_A_QUERY),
  );
}

/** @param action what the caller needs, for the sentence about a missing permission */
async function query<T>(
  arm: ArmClient,
  scope: QueryScope,
  action: string,
  text: string,
  shape: (row: unknown) => T | undefined,
): Promise<Observation<readonly T[]>> {
  const where =
    'managementGroup' in scope
      ? `the management group ${scope.managementGroup}`
      : count(scope.subscriptions.length);
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
          ...('managementGroup' in scope
            ? { managementGroups: [scope.managementGroup] }
            : { subscriptions: [...scope.subscriptions] }),
          query: text,
          options: {
            $top: PAGE,
            resultFormat: 'objectArray',
            ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
          },
        } satisfies Wire<QueryRequest>,
        what: `Resource Graph in ${where}`,
        action,
        scope:
          'managementGroup' in scope
            ? `/providers/Microsoft.Management/managementGroups/${scope.managementGroup}`
            : `/subscriptions/${scope.subscriptions[0] ?? ''}`,
      });
      const data = listAt(answer.body, 'data');
      if (!data) throw malformed(where);
      if (answer.header('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true') {
        throw new AzureError({
          kind: 'unavailable',
          message: `${where.charAt(0).toUpperCase()}${where.slice(1)} holds more than 10,000 subscriptions, and Resource Graph cuts its answer there.`,
          remedy: 'Name smaller management groups or subscriptions in resources.',
        });
      }
      for (const row of data) {
        const item = shape(row);
        if (item === undefined) throw malformed(where);
        rows.push(item);
      }
      skipToken = textAt(answer.body, '$skipToken');
      if (skipToken !== undefined && (seen.has(skipToken) || seen.size >= MOST_PAGES)) {
        throw malformed(where);
      }
      if (skipToken === undefined && truncated(answer.body)) throw malformed(where);
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

/** The SDK's model has other names for the options than the wire. */
type Wire<T extends QueryRequest> = Omit<T, 'options'> & {
  readonly options: {
    readonly $top: number;
    readonly $skipToken?: string;
    readonly resultFormat: NonNullable<QueryRequest['options']>['resultFormat'];
  };
};

function count(subscriptions: number): string {
  return subscriptions === 1 ? '1 subscription' : `${subscriptions} subscriptions`;
}

function truncated(body: unknown): boolean {
  return at(body, 'resultTruncated') === 'true' || at(body, 'resultTruncated') === true;
}

function malformed(where: string): AzureError {
  return new AzureError({
    kind: 'malformed',
    message: `Resource Graph gave an incomplete answer for ${where}.`,
    remedy: 'Run the step again.',
  });
}
