import type { QueryRequest } from '@azure/arm-resourcegraph';
import type { Project } from '../../domain/account.ts';
import { ACCOUNT_TYPE, ArmId } from '../../domain/arm-id.ts';
import type { RoleDefinition } from '../../domain/authorization.ts';
import { count } from '../../domain/count.ts';
import { all, map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import { observe, type ArmClient } from '../arm.ts';
import { AzureError } from '../errors.ts';
import { at, listAt, objectAt, textAt } from '../json.ts';
import { projectOf } from './accounts.ts';
import { definitionOf } from './authorization.ts';

const PAGE = 1_000;
const MOST_PAGES = 2_000;
/** Microsoft asks for fewer than 300 in a query. https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests#grouping-queries */
const SUBSCRIPTIONS_A_QUERY = 250;

/** What a query is about: a management group, or subscriptions. */
type QueryScope =
  { readonly managementGroup: string } | { readonly subscriptions: readonly string[] };

interface Question<T> {
  /** What the caller needs, for the sentence about a missing permission. */
  readonly action: string;
  /** In Kusto's language. */
  readonly text: string;
  /** `undefined` for a row that is not as Azure documents it. */
  readonly shape: (row: unknown) => T | undefined;
}

/**
 * Subscriptions below a management group that hold accounts, sorted. Resource Graph finds them; its index can
 * lag, so the accounts themselves are then read from the control plane. It leaves out, without a word, what the
 * caller may not read: https://learn.microsoft.com/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph
 */
export async function subscriptionsWithAccounts(
  arm: ArmClient,
  managementGroup: string,
): Promise<Observation<readonly string[]>> {
  const rows = await query(
    arm,
    { managementGroup },
    {
      action: 'Microsoft.Management/managementGroups/read',
      text: `resources | where type =~ 'microsoft.cognitiveservices/accounts' | project id, subscriptionId`,
      shape: (row) => subscriptionOf(textAt(row, 'subscriptionId')),
    },
  );
  return map(rows, (subscriptions) => [...new Set(subscriptions)].sort());
}

/**
 * The projects of all accounts in the subscriptions, by the account's id (`ArmId.key`). The index can lag:
 * the caller holds it against what the account itself says.
 */
export async function indexedProjects(
  arm: ArmClient,
  subscriptions: readonly string[],
): Promise<Observation<ReadonlyMap<string, readonly Project[]>>> {
  const rows = await queryAll(arm, subscriptions, {
    action: 'Microsoft.CognitiveServices/accounts/projects/read',
    text: `resources | where type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, identity, properties`,
    shape: (row) => {
      const account = ArmId.parse(textAt(row, 'id') ?? '')?.ancestor(ACCOUNT_TYPE);
      const project = account && projectOf(row, account);
      return project && { account: account.key, project };
    },
  });
  return map(rows, (projectRows) => {
    const byAccount = new Map<string, Project[]>();
    for (const { account, project } of projectRows) {
      const projects = byAccount.get(account) ?? [];
      byAccount.set(account, projects);
      projects.push(project);
    }
    return byAccount;
  });
}

export interface IndexedRole {
  readonly definition: RoleDefinition;
  /** Microsoft's own, and said whole: what it allows can be taken from the index. */
  readonly reliable: boolean;
}

/**
 * The role definitions that can be used in the subscriptions, built-in ones included, each once. The index
 * can lag: what a custom role allows is for the control plane to say.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources#authorizationresources
 */
export async function indexedRoles(
  arm: ArmClient,
  subscriptions: readonly string[],
): Promise<Observation<readonly IndexedRole[]>> {
  const rows = await queryAll(arm, subscriptions, {
    action: 'Microsoft.Authorization/roleDefinitions/read',
    text: `authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, properties`,
    shape: (row) => {
      const definition = definitionOf(row);
      return definition && { definition, reliable: isBuiltIn(row) && isWhole(row) };
    },
  });
  return map(rows, (roles) => [
    ...new Map(roles.map((role) => [role.definition.guid, role])).values(),
  ]);
}

/** A row that does not say so counts as custom. */
function isBuiltIn(row: unknown): boolean {
  return textAt(objectAt(row, 'properties'), 'type')?.toLowerCase() === 'builtinrole';
}

/** A list that the index leaves out, or spells otherwise, would read as empty: nothing excluded. */
function isWhole(row: unknown): boolean {
  const permissions = listAt(objectAt(row, 'properties'), 'permissions') ?? [];
  return permissions.every((permission) =>
    ['actions', 'notActions', 'dataActions', 'notDataActions'].every(
      (list) => listAt(permission, list) !== undefined,
    ),
  );
}

/** Asks of all the subscriptions, as many of them at once as a query may name. */
async function queryAll<T>(
  arm: ArmClient,
  subscriptions: readonly string[],
  question: Question<T>,
): Promise<Observation<readonly T[]>> {
  const batches = Array.from(
    { length: Math.ceil(subscriptions.length / SUBSCRIPTIONS_A_QUERY) },
    (_, batch) =>
      subscriptions.slice(batch * SUBSCRIPTIONS_A_QUERY, (batch + 1) * SUBSCRIPTIONS_A_QUERY),
  );
  const answers = await Promise.all(
    batches.map((batch) => query(arm, { subscriptions: batch }, question)),
  );
  return map(all(answers), (lists) => lists.flat());
}

async function query<T>(
  arm: ArmClient,
  scope: QueryScope,
  { action, text, shape }: Question<T>,
): Promise<Observation<readonly T[]>> {
  const where = inWords(scope);
  return observe(async () => {
    const rows: T[] = [];
    const seen = new Set<string>();
    let skipToken: string | undefined;
    do {
      const { body, header } = await arm.send({
        method: 'POST',
        path: '/providers/Microsoft.ResourceGraph/resources',
        apiVersion: API.resourceGraph,
        body: pageRequest(scope, text, skipToken),
        what: `Resource Graph in ${where}`,
        action,
        scope: armScope(scope),
      });
      if (header('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true') {
        throw cutShort(where);
      }
      const items = listAt(body, 'data')?.map(shape);
      if (!items?.every((item) => item !== undefined)) throw malformed(where);
      for (const item of items) rows.push(item);
      skipToken = textAt(body, '$skipToken');
      if (skipToken === undefined && truncated(body)) throw malformed(where);
      if (skipToken !== undefined && (seen.has(skipToken) || seen.size >= MOST_PAGES)) {
        throw malformed(where);
      }
      if (skipToken !== undefined) seen.add(skipToken);
    } while (skipToken !== undefined);
    return rows;
  });
}

function pageRequest(
  scope: QueryScope,
  text: string,
  skipToken: string | undefined,
): Wire<QueryRequest> {
  return {
    ...('managementGroup' in scope
      ? { managementGroups: [scope.managementGroup] }
      : { subscriptions: [...scope.subscriptions] }),
    query: text,
    options: {
      $top: PAGE,
      resultFormat: 'objectArray',
      ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
    },
  };
}

function inWords(scope: QueryScope): string {
  return 'managementGroup' in scope
    ? `the management group ${scope.managementGroup}`
    : count(scope.subscriptions.length, 'subscription');
}

function armScope(scope: QueryScope): string {
  return 'managementGroup' in scope
    ? `/providers/Microsoft.Management/managementGroups/${scope.managementGroup}`
    : `/subscriptions/${scope.subscriptions[0] ?? ''}`;
}

/** Lower-cased; `undefined` for what is no id of a subscription. */
export function subscriptionOf(text: string | undefined): string | undefined {
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

function truncated(body: unknown): boolean {
  return at(body, 'resultTruncated') === 'true' || at(body, 'resultTruncated') === true;
}

function cutShort(where: string): AzureError {
  return new AzureError({
    kind: 'unavailable',
    message: `${where.charAt(0).toUpperCase()}${where.slice(1)} holds more than 10,000 subscriptions, and Resource Graph cuts its answer there.`,
    remedy: 'Name smaller management groups or subscriptions in resources.',
  });
}

function malformed(where: string): AzureError {
  return new AzureError({
    kind: 'malformed',
    message: `Resource Graph gave an incomplete answer for ${where}.`,
    remedy: 'Run the step again.',
  });
}
