import type { Account } from '../domain/account.ts';
import { connectionAuth } from '../domain/connection-categories.ts';
import { isSameConnection, mayPointAt, pointsAt } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Observation } from '../domain/observation.ts';
import { compareText } from '../domain/order.ts';
import { resourceName } from '../domain/resource-name.ts';

/** The connections of the account and its projects, as far as they could be read, each once, by id. */
export function ownConnectionsOf({ connections }: AccountFacts): readonly Connection[] {
  return distinct(connections.known ? connections.value.map((list) => list.connections) : []);
}

/** The connections of hubs and hub projects, of whatever account, likewise. */
export function hubConnectionsOf({ hubs }: AccountFacts): readonly Connection[] {
  return distinct(hubs.known ? hubs.value.map((hub) => hub.connections) : []);
}

function distinct(lists: readonly Observation<readonly Connection[]>[]): readonly Connection[] {
  const all = lists.flatMap((list) => (list.known ? list.value : []));
  return [...new Map(all.map((connection) => [connection.id.key, connection])).values()].sort(
    (a, b) => compareText(a.id.key, b.id.key),
  );
}

/** That the connection uses a key of the account, or may do so, in one sentence; `undefined` when it does not. */
export function mayUseKeyOf(account: Account, connection: Connection): string | undefined {
  const here = pointsAt(connection, account)
    ? 'yes'
    : mayPointAt(connection, account)
      ? 'maybe'
      : 'no';
  if (here === 'no') return undefined;
  const name = `The connection ${resourceName(connection.id.text)}`;
  const auth = connectionAuth(connection);
  switch (auth.uses) {
    case 'entra':
    case 'nothing':
      return undefined;
    case 'unknown':
      return `It could not be determined whether ${name} uses a key: ${auth.why}.`;
    case 'key':
    case 'key-only':
      return here === 'yes'
        ? `${name} still uses a key (authType ${connection.authType}).`
        : `${name} has a key for the regional host ${connection.target}, which may be this account's.`;
  }
}

/** Will it be converted, itself or as what its account or hub shares? A project also lists what is shared with it. */
export function isConverted(connection: Connection, converted: readonly Connection[]): boolean {
  return converted.some((other) => other.id.equals(connection.id) || isListedBy(connection, other));
}

/** Is it what a project lists of the shared connection? Others bear the same name and target and are their own. */
function isListedBy(connection: Connection, shared: Connection): boolean {
  if (!shared.isSharedToAll || !isSameConnection(shared, connection)) return false;
  return shared.ownerKind === 'account'
    ? shared.owner.contains(connection.owner)
    : connection.hub?.equals(shared.owner) === true;
}
