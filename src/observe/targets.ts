import type { ArmClient } from '../azure/arm.ts';
import { listAccounts } from '../azure/readers/accounts.ts';
import type { Account } from '../domain/account.ts';
import { ACCOUNT_TYPE, ArmId } from '../domain/arm-id.ts';
import { count } from '../domain/count.ts';
import { known, map, type Observation } from '../domain/observation.ts';
import type { Target } from '../domain/settings.ts';
import {
  foundOf,
  notFound,
  type AccountsIn,
  type Answer,
  type Found,
  type Unresolved,
} from './found.ts';
import { accountsBelow } from './management-group.ts';
import { ACCOUNTS, type OwnRights } from './own-rights.ts';
import { accountsOfWorkspace } from './workspace-accounts.ts';

export interface Resolved {
  /** Each account once, sorted by id. */
  readonly accounts: readonly Found[];
  readonly unresolved: readonly Unresolved[];
  /** What was resolved to what; one sentence each. */
  readonly notes: readonly string[];
}

/** Finds the accounts that the lines of `resources` mean. Each list is asked for once. */
export async function resolveTargets(
  arm: ArmClient,
  rights: OwnRights,
  targets: readonly Target[],
  subscriptionId: string,
): Promise<Resolved> {
  const lists = new Map<string, Promise<Observation<readonly Account[]>>>();
  const accountsIn: AccountsIn = (scope) => {
    const asked = lists.get(scope.key) ?? listAccounts(arm, scope);
    lists.set(scope.key, asked);
    return asked;
  };
  const answers = await Promise.all(
    targets.map((target) => resolve(target, { arm, rights, subscriptionId, accountsIn })),
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

/** Where to look. */
interface Context {
  readonly arm: ArmClient;
  readonly rights: OwnRights;
  /** For names and addresses. */
  readonly subscriptionId: string;
  readonly accountsIn: AccountsIn;
}

async function resolve(target: Target, context: Context): Promise<Answer> {
  const { arm, accountsIn } = context;
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
      return scopeOf(target.id, context);
    case 'management-group':
      return accountsBelow(target.id, {
        arm,
        rights: context.rights,
        accountsOf: (subscription) => scopeOf(subscription, context),
      });
    case 'name':
      return chosen(target, context, {
        fits: (account) => account.name.toLowerCase() === target.name.toLowerCase(),
        what: `account named ${target.name}`,
      });
    case 'endpoint':
      return chosen(target, context, {
        fits: (account) => answersAt(account, target.url),
        what: `account whose endpoint is ${target.url.host}`,
      });
    case 'workspace':
      return accountsOfWorkspace(arm, target.id, accountsIn);
  }
}

/** All accounts of a subscription or resource group. */
async function scopeOf(scope: ArmId, { rights, accountsIn }: Context): Promise<Answer> {
  const [list, gap] = await Promise.all([accountsIn(scope), rights.gap(scope, ACCOUNTS)]);
  return map(list, (accounts) => ({
    found: accounts.map(foundOf),
    note: `${scope.text} holds ${count(accounts.length, 'account')} that the identity can see.`,
    unread: gap ? [{ text: scope.text, reason: gap }] : [],
  }));
}

/** The one account of the subscription that a name or an address means. */
async function chosen(
  target: Target,
  { subscriptionId, accountsIn }: Context,
  { fits, what }: { readonly fits: (account: Account) => boolean; readonly what: string },
): Promise<Answer> {
  const subscription = ArmId.parse(`/subscriptions/${subscriptionId}`);
  if (!subscription) {
    return notFound(`${target.text} can only be looked up in a subscription: set subscription-id.`);
  }
  const list = await accountsIn(subscription);
  if (!list.known) return list;
  const matches = list.value.filter(fits);
  const [account] = matches;
  if (!account) {
    return notFound(
      `The identity sees no ${what} in subscription ${subscriptionId} (of ${count(list.value.length, 'account')} there).`,
    );
  }
  if (matches.length > 1) {
    return notFound(
      `There is more than one ${what}: ${matches.map(({ id }) => id.text).join(', ')}. Name the one you mean by its resource id.`,
    );
  }
  return known({
    found: [foundOf(account)],
    note: `${target.text} is the account ${account.id.text}.`,
  });
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
