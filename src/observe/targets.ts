import type { ArmClient } from '../azure/arm.ts';
import { listAccounts } from '../azure/readers/accounts.ts';
import { listConnections } from '../azure/readers/connections.ts';
import { subscriptionsWithAccounts } from '../azure/readers/resource-graph.ts';
import { readWorkspace } from '../azure/readers/workspaces.ts';
import type { Account } from '../domain/account.ts';
import { ACCOUNT_TYPE, ArmId } from '../domain/arm-id.ts';
import type { Connection } from '../domain/connection.ts';
import { count } from '../domain/count.ts';
import { all, known, map, unknown, type Observation, type Unknown } from '../domain/observation.ts';
import type { Target } from '../domain/settings.ts';

export interface Found {
  readonly id: ArmId;
  /** Read already, by the list that found it. */
  readonly account?: Observation<Account>;
}

export interface Resolved {
  /** Each account once, sorted by id. */
  readonly accounts: readonly Found[];
  readonly unresolved: readonly Unresolved[];
  /** What was resolved to what; one sentence each. */
  readonly notes: readonly string[];
}

interface Unresolved {
  /** The line of `resources`, or the part of it that could not be read. */
  readonly text: string;
  readonly reason: Unknown;
}

type Answer = Observation<{
  readonly found: readonly Found[];
  readonly note?: string;
  /** Parts that could not be read, while the rest was. */
  readonly unread?: readonly Unresolved[];
}>;

/** Finds the accounts that the lines of `resources` mean. Each list is asked for once. */
export async function resolveTargets(
  arm: ArmClient,
  targets: readonly Target[],
  subscriptionId: string,
): Promise<Resolved> {
  const lists = new Map<string, Promise<Observation<readonly Account[]>>>();
  const accountsIn = (scope: ArmId): Promise<Observation<readonly Account[]>> => {
    const asked = lists.get(scope.key) ?? listAccounts(arm, scope);
    lists.set(scope.key, asked);
    return asked;
  };
  const answers = await Promise.all(
    targets.map((target) => resolve(arm, target, subscriptionId, accountsIn)),
  );

  const accounts = new Map<string, Found>();
  const unresolved: Unresolved[] = [];
  const notes: string[] = [];
  answers.forEach((answer, index) => {
    const text = targets[index]?.text ?? '';
    if (!answer.known) {
      unresolved.push({ text, reason: answer.reason });
      return;
    }
    if (answer.value.note) notes.push(answer.value.note);
    unresolved.push(...(answer.value.unread ?? []));
    for (const found of answer.value.found) {
      const other = accounts.get(found.id.key);
      if (!other?.account) accounts.set(found.id.key, found);
    }
  });
  return {
    accounts: [...accounts.values()].sort((a, b) => (a.id.key < b.id.key ? -1 : 1)),
    unresolved,
    notes: [...new Set(notes)],
  };
}

async function resolve(
  arm: ArmClient,
  target: Target,
  subscriptionId: string,
  accountsIn: (scope: ArmId) => Promise<Observation<readonly Account[]>>,
): Promise<Answer> {
  const subscription = ArmId.parse(`/subscriptions/${subscriptionId}`);
  switch (target.kind) {
    case 'account':
      return known({ found: [{ id: target.id }] });
    case 'project': {
      const id = target.id.ancestor(ACCOUNT_TYPE);
      if (!id) return notFound(`The project ${target.text} names no account.`);
      return known({
        found: [{ id }],
        note: `The project ${target.id.name} belongs to the account ${id.text}.`,
      });
    }
    case 'subscription':
    case 'resource-group':
      return map(await accountsIn(target.id), (list) => ({
        found: list.map(foundOf),
        note: `${target.text} holds ${count(list.length, 'account')} that the identity can see.`,
      }));
    case 'management-group':
      return managementGroup(arm, target.id, accountsIn);
    case 'name':
      if (!subscription)
        return notFound(
          `${target.text} can only be looked up in a subscription: set subscription-id.`,
        );
      return chooseBy(
        await accountsIn(subscription),
        (account) => account.name.toLowerCase() === target.name.toLowerCase(),
        `an account named ${target.name}`,
        subscriptionId,
        target.text,
      );
    case 'endpoint':
      if (!subscription)
        return notFound(
          `${target.text} can only be looked up in a subscription: set subscription-id.`,
        );
      return chooseBy(
        await accountsIn(subscription),
        (account) => answersAt(account, target.url),
        `an account whose endpoint is ${target.url.host}`,
        subscriptionId,
        target.text,
      );
    case 'workspace':
      return ofWorkspace(arm, target.id, accountsIn);
  }
}

async function managementGroup(
  arm: ArmClient,
  id: ArmId,
  accountsIn: (scope: ArmId) => Promise<Observation<readonly Account[]>>,
): Promise<Answer> {
  const subscriptions = await subscriptionsWithAccounts(arm, id.name);
  if (!subscriptions.known) return subscriptions;
  const lists = await Promise.all(
    subscriptions.value.map(async (subscription) => {
      const scope = ArmId.of(`/subscriptions/${subscription}`);
      return { text: scope.text, list: await accountsIn(scope) };
    }),
  );
  const accounts = lists.flatMap(({ list }) => (list.known ? list.value : []));
  const unread = lists.flatMap(({ text, list }) =>
    list.known ? [] : [{ text, reason: list.reason }],
  );
  const but = unread.length === 0 ? '' : `; ${unread.length} of these could not be read`;
  return known({
    found: accounts.map(foundOf),
    note: `The management group ${id.name} holds ${count(accounts.length, 'account')} in ${count(lists.length, 'subscription')} that the identity can see${but}.`,
    unread,
  });
}

/** The accounts at which the connections of a workspace, and of the hub it belongs to, point. */
async function ofWorkspace(
  arm: ArmClient,
  id: ArmId,
  accountsIn: (scope: ArmId) => Promise<Observation<readonly Account[]>>,
): Promise<Answer> {
  const workspace = await readWorkspace(arm, id);
  if (!workspace.known) return workspace;
  const { hub, kind } = workspace.value;
  const owners = [
    { id, kind: kind.toLowerCase() === 'hub' ? ('hub' as const) : ('hub-project' as const) },
    ...(hub ? [{ id: hub, kind: 'hub' as const }] : []),
  ];
  const lists = all(
    await Promise.all(owners.map((owner) => listConnections(arm, owner.id, owner.kind))),
  );
  if (!lists.known) return lists;
  const ids = new Map<string, ArmId>();
  const byHost: Connection[] = [];
  for (const connection of lists.value.flat()) {
    const account = ArmId.parse(resourceIdOf(connection) ?? '')?.ancestor(ACCOUNT_TYPE);
    if (account) ids.set(account.key, account);
    else if (/^(azureopenai|aiservices|cognitiveservice)$/i.test(connection.category))
      byHost.push(connection);
  }
  if (byHost.length > 0) {
    const accounts = await accountsIn(ArmId.of(`/subscriptions/${id.subscriptionId ?? ''}`));
    if (!accounts.known) return accounts;
    for (const connection of byHost) {
      const url = URL.canParse(connection.target) ? new URL(connection.target) : undefined;
      const account = url && accounts.value.find((candidate) => answersAt(candidate, url));
      if (account) ids.set(account.id.key, account.id);
    }
  }
  const found = [...ids.values()].map((accountId) => ({ id: accountId }));
  if (found.length === 0) {
    return notFound(
      `No connection of the workspace ${id.text} points at an account that could be found.`,
    );
  }
  return known({
    found,
    note: `The connections of the workspace ${id.name} point at ${found.map((account) => account.id.text).join(', ')}.`,
  });
}

function resourceIdOf(connection: Connection): string | undefined {
  return Object.entries(connection.metadata).find(
    ([name]) => name.toLowerCase() === 'resourceid',
  )?.[1];
}

/** One of the account's own endpoints has this host, or its first label is the account's subdomain. */
function answersAt(account: Account, url: URL): boolean {
  const label = url.hostname.split('.')[0]?.toLowerCase();
  const isIp = /^[\d.]+$|^\[/.test(url.hostname);
  if (!isIp && account.customSubdomain?.toLowerCase() === label) return true;
  return account.endpoints.some(
    (endpoint) => URL.canParse(endpoint.url) && new URL(endpoint.url).host === url.host,
  );
}

function chooseBy(
  list: Observation<readonly Account[]>,
  fits: (account: Account) => boolean,
  what: string,
  subscriptionId: string,
  text: string,
): Answer {
  if (!list.known) return list;
  const matches = list.value.filter(fits);
  const [account] = matches;
  if (!account) {
    return notFound(
      `The identity sees no ${what.replace(/^an? /, '')} in subscription ${subscriptionId} (of ${count(list.value.length, 'account')} there).`,
    );
  }
  if (matches.length > 1) {
    return notFound(
      `There is more than one ${what.replace(/^an? /, '')}: ${matches.map(({ id }) => id.text).join(', ')}. Name the one you mean by its resource id.`,
    );
  }
  return known({ found: [foundOf(account)], note: `${text} is the account ${account.id.text}.` });
}

function foundOf(account: Account): Found {
  return { id: account.id, account: known(account) };
}

function notFound(message: string): Answer {
  return unknown({
    kind: 'not-found',
    message,
    remedy:
      'Check the spelling, subscription-id, and that the identity has Reader there: az cognitiveservices account list --query "[].{name:name,id:id}"',
  });
}
