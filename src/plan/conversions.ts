import type { Account } from '../domain/account.ts';
import { connectionAuth } from '../domain/connection-categories.ts';
import { pointsAt, reachesAnAccount } from '../domain/connection-target.ts';
import type { PlannedChange } from '../domain/change.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { objectionsToConversion, type Before, type TargetOf } from './conversion-objections.ts';
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
  before: Before,
  targetOf: TargetOf,
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
    const there = targetOf(connection)?.account;
    const note = byHand(connection, [account.value, ...(there?.known ? [there.value] : [])]);
    if (note !== undefined) notes.push(note);
    else {
      const left = keysLeftBehind(connection);
      if (left.length > 0) notes.push(stillCarries(connection, left));
      wanted.push({
        connection,
        objections: objectionsToConversion(facts, connection, before, targetOf),
      });
    }
  }
  return { wanted, notes };
}

/** Names of members that hold a key and that a conversion leaves as they are: it drops `credentials` and nothing else. */
function keysLeftBehind({ keyFields }: Connection): readonly string[] {
  return keyFields.filter((name) => !name.startsWith('credentials.'));
}

/** Connections that will use no key any more, once these changes are made. */
export function convertedBy(changes: readonly PlannedChange[]): readonly Connection[] {
  return changes.flatMap((change) =>
    change.kind === 'convert-connection' && keysLeftBehind(change.connection).length === 0
      ? [change.connection]
      : [],
  );
}

function stillCarries({ id }: Connection, left: readonly string[]): string {
  return `${id.text} carries a key in ${left.join(', ')}, which convert-connection does not change: remove that by hand. Keys stay on until then.`;
}

/** Why a failing connection is left to people; `undefined` when a change of its authentication mends it. */
function byHand(connection: Connection, known: readonly Account[]): string | undefined {
  const { id, authType, category } = connection;
  const auth = connectionAuth(connection);
  switch (auth.uses) {
    case 'entra':
      return undefined;
    case 'nothing':
      return auth.canUseEntra
        ? toAnotherService(connection, known)
        : `${id.text} is left alone: it sends no credential.`;
    case 'unknown':
      return `${id.text} is left alone: ${auth.why}.`;
    case 'key-only':
      return `${id.text} is left alone: its category ${category} cannot use Entra ID. Make a new connection of another category and move what uses it.`;
    case 'key':
      if (auth.leftover.length === 0) return toAnotherService(connection, known);
      // Only what stands in `credentials` goes with a PUT; metadata is kept as it is.
      return authType.toLowerCase() === 'aad' &&
        auth.leftover.every((name) => name.startsWith('credentials.'))
        ? undefined
        : `${id.text} is labelled ${authType} and still carries a key in ${auth.leftover.join(', ')}: remove that by hand, metadata is not changed.`;
  }
}

/**
 * An account takes Entra ID beside keys. What another service takes cannot be seen here: Search takes keys only, until it
 * is told otherwise, and a gateway before models has keys of its own. https://learn.microsoft.com/azure/search/search-security-enable-roles
 */
function toAnotherService(connection: Connection, known: readonly Account[]): string | undefined {
  if (reachesAnAccount(connection, known)) return undefined;
  const { id, name, category, target } = connection;
  return `${id.text} is left alone: whether ${target || 'its target'} (${category}) takes Entra ID, and from whom, cannot be seen here. Let it take Entra ID, give a role there to the identity that calls it, then change the connection by hand (portal: Management center > Connected resources > ${name} > Authentication).`;
}
