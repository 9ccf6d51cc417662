import type { Account } from '../domain/account.ts';
import { connectionAuth } from '../domain/connection-categories.ts';
import { addressOf, isRegional, pointsAt } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { hubConnectionsOf, ownConnectionsOf } from './key-users.ts';

export interface Conversion {
  readonly connection: Connection;
  /** Why Entra ID could not work with it; empty: nothing speaks against it. */
  readonly objections: readonly string[];
}

export interface Conversions {
  readonly wanted: readonly Conversion[];
  /** What is to be done by hand. */
  readonly notes: readonly string[];
}

/** Connections whose finding fails, and which a change of the type of authentication can mend. */
export function planConversions(
  facts: AccountFacts,
  findings: readonly Finding[],
  getsSubdomain: boolean,
): Conversions {
  const { account } = facts;
  if (!account.known) return { wanted: [], notes: [] };
  const failing = new Set(
    findings.flatMap(({ rule, status, resource }) =>
      (rule === 'connections-use-entra' || rule === 'hub-connections-use-entra') &&
      status === 'fail'
        ? [resource.toLowerCase()]
        : [],
    ),
  );
  const notes: string[] = [];
  const wanted: Conversion[] = [];
  const observed = [
    ...ownConnectionsOf(facts),
    // Every account of the subscription sees the same hubs; each converts what calls it.
    ...hubConnectionsOf(facts).filter((connection) => pointsAt(connection, account.value)),
  ];
  for (const connection of observed.filter(({ id }) => failing.has(id.key))) {
    const note = byHand(connection);
    if (note !== undefined) notes.push(note);
    else {
      const why = cannotWork(account.value, connection, getsSubdomain);
      wanted.push({ connection, objections: why === undefined ? [] : [why] });
    }
  }
  return { wanted, notes };
}

/** Why a failing connection is left to people; `undefined` when a change of its authentication mends it. */
function byHand(connection: Connection): string | undefined {
  const { id, authType, category } = connection;
  const auth = connectionAuth(connection);
  switch (auth.uses) {
    case 'entra':
      return undefined;
    case 'nothing':
      return auth.canUseEntra ? undefined : `${id.text} is left alone: it sends no credential.`;
    case 'unknown':
      return `${id.text} is left alone: ${auth.why}.`;
    case 'key-only':
      return `${id.text} is left alone: its category ${category} cannot use Entra ID. Make a new connection of another category and move what uses it.`;
    case 'key':
      if (auth.leftover.length === 0) return undefined;
      // Only what stands in `credentials` goes with a PUT; metadata is kept as it is.
      return authType.toLowerCase() === 'aad' &&
        auth.leftover.every((name) => name.startsWith('credentials.'))
        ? undefined
        : `${id.text} is labelled ${authType} and still carries a key in ${auth.leftover.join(', ')}: remove that by hand, metadata is not changed.`;
  }
}

/** Converting it now would cut off who uses it. */
function cannotWork(
  account: Account,
  connection: Connection,
  getsSubdomain: boolean,
): string | undefined {
  const url = addressOf(connection.target);
  if (url && isRegional(url)) {
    return `Its target is the regional endpoint ${url.hostname}, which takes no Entra token: change the target to the account's own endpoint first.`;
  }
  if (account.customSubdomain === undefined && !getsSubdomain && pointsAt(connection, account)) {
    return `The account has no custom subdomain, without which it takes no Entra token: allow set-subdomain, or set one by hand.`;
  }
  return undefined;
}
