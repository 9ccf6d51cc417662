import { addressOf, pointsAt, targetAccount } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { ArmId } from '../domain/arm-id.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Unknown } from '../domain/observation.ts';
import { ownConnectionsOf } from './key-users.ts';

/** Finds, for each account in scope, the connections of the other accounts in scope that call it. */
export class InboundConnections {
  readonly #home = new Map<Connection, string>();
  /** By account id, and by the host of the target: an estate has too many connections to try each on each account. */
  readonly #byAccount = new Map<string, Connection[]>();
  readonly #byHost = new Map<string, Connection[]>();
  readonly #byLabel = new Map<string, Connection[]>();

  constructor(accounts: readonly AccountFacts[]) {
    for (const facts of accounts) {
      for (const connection of ownConnectionsOf(facts)) {
        this.#home.set(connection, facts.id.key);
        const named = targetAccount(connection);
        if (named) add(this.#byAccount, named.key, connection);
        const host = hostOf(connection.target);
        if (host === undefined) continue;
        add(this.#byHost, host, connection);
        add(this.#byLabel, host.split('.')[0] ?? '', connection);
      }
    }
  }

  of({ id, account }: AccountFacts): readonly Connection[] {
    if (!account.known) return [];
    const { endpoints, customSubdomain } = account.value;
    const candidates = new Set([
      ...(this.#byAccount.get(id.key) ?? []),
      ...endpoints.flatMap(({ url }) => this.#byHost.get(hostOf(url) ?? '') ?? []),
      ...(this.#byLabel.get(customSubdomain?.toLowerCase() ?? '') ?? []),
    ]);
    return [...candidates].filter(
      (connection) => this.#home.get(connection) !== id.key && pointsAt(connection, account.value),
    );
  }
}

/**
 * Why there may be connections to an account that were not seen: those of other accounts in scope could not
 * all be read. At most one reason, for an estate may hold many such accounts.
 */
export function unreadElsewhere(
  account: AccountFacts,
  unread: readonly Unread[],
): readonly Unknown[] {
  const others = unread.filter(({ id }) => !id.equals(account.id));
  const [first] = others;
  if (!first) return [];
  const whose =
    others.length === 1
      ? `The connections of ${first.id.name} could not all be read`
      : `The connections of ${others.length} other accounts in scope could not all be read, ${first.id.name} among them`;
  return [{ ...first.reason, message: `${whose}: ${first.reason.message}` }];
}

export interface Unread {
  readonly id: ArmId;
  readonly reason: Unknown;
}

/** Accounts of which a list of connections could not be read, with the first reason of each. */
export function unreadAmong(accounts: readonly AccountFacts[]): readonly Unread[] {
  return accounts.flatMap(({ id, connections }) => {
    const lists = connections.known
      ? connections.value.map((list) => list.connections)
      : [connections];
    const unread = lists.find((list) => !list.known);
    return unread ? [{ id, reason: unread.reason }] : [];
  });
}

function hostOf(url: string): string | undefined {
  return addressOf(url)?.host;
}

function add(map: Map<string, Connection[]>, key: string, connection: Connection): void {
  const list = map.get(key);
  if (list) list.push(connection);
  else map.set(key, [connection]);
}
