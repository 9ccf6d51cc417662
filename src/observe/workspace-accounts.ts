import type { ArmClient } from '../azure/arm.ts';
import { listConnections } from '../azure/readers/connections.ts';
import { ownerKindOf, readWorkspace } from '../azure/readers/workspaces.ts';
import { ArmId } from '../domain/arm-id.ts';
import { callsAnAccount } from '../domain/connection-categories.ts';
import {
  isSameConnection,
  leadsToAnAccount,
  pointsAt,
  targetAccount,
} from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import { all, known, map, type Observation } from '../domain/observation.ts';
import { notFound, type AccountsIn, type Answer, type Unresolved } from './found.ts';

/** The accounts at which the connections of a workspace, and of the hub it belongs to, point. */
export async function accountsOfWorkspace(
  arm: ArmClient,
  id: ArmId,
  accountsIn: AccountsIn,
): Promise<Answer> {
  const connections = await connectionsOf(arm, id);
  if (!connections.known) return connections;
  const named = connections.value.flatMap((connection) => targetAccount(connection) ?? []);
  const unnamed = connections.value.filter(
    (connection) => !targetAccount(connection) && callsAnAccount(connection),
  );
  const byAddress = await pointedAt(unnamed, id, accountsIn);
  if (!byAddress.known) return byAddress;
  const { accounts, lost } = byAddress.value;
  const ids = new Map([...named, ...accounts].map((account) => [account.key, account]));
  const found = [...ids.values()].map((account) => ({ id: account }));
  if (found.length === 0) {
    return notFound(
      `No connection of the workspace ${id.text} points at an account that could be found.`,
    );
  }
  return known({
    found,
    note: `The connections of the workspace ${id.name} point at ${found.map((account) => account.id.text).join(', ')}.`,
    unread: lost.map((connection) => unread(connection, id)),
  });
}

async function connectionsOf(
  arm: ArmClient,
  id: ArmId,
): Promise<Observation<readonly Connection[]>> {
  const workspace = await readWorkspace(arm, id);
  if (!workspace.known) return workspace;
  const { hub } = workspace.value;
  const lists = await Promise.all([
    listConnections(arm, id, ownerKindOf(workspace.value)),
    ...(hub ? [listConnections(arm, hub, 'hub')] : []),
  ]);
  return map(all(lists), (connections) => connections.flat());
}

interface PointedAt {
  readonly accounts: readonly ArmId[];
  /** They lead to accounts, and to none of these. */
  readonly lost: readonly Connection[];
}

/** Connections that name no account by its id: by their addresses, among the accounts of the subscription. */
async function pointedAt(
  connections: readonly Connection[],
  { subscriptionId = '' }: ArmId,
  accountsIn: AccountsIn,
): Promise<Observation<PointedAt>> {
  if (connections.length === 0) return known({ accounts: [], lost: [] });
  const listed = await accountsIn(ArmId.of(`/subscriptions/${subscriptionId}`));
  return map(listed, (accounts) => ({
    accounts: accounts
      .filter((account) => connections.some((connection) => pointsAt(connection, account)))
      .map(({ id }) => id),
    lost: eachOnce(
      connections.filter(
        (connection) =>
          leadsToAnAccount(connection) &&
          !accounts.some((account) => pointsAt(connection, account)),
      ),
    ),
  }));
}

/** A hub project also lists what its hub shares. */
function eachOnce(connections: readonly Connection[]): readonly Connection[] {
  return connections.filter(
    (connection, index) =>
      connections.findIndex((other) => isSameConnection(other, connection)) === index,
  );
}

/** The account is in scope by this connection, and nobody knows which it is. */
function unread({ id, target }: Connection, { subscriptionId = '' }: ArmId): Unresolved {
  return {
    text: id.text,
    reason: {
      kind: 'not-found',
      message: `The connection ${id.text} points at ${target}, and no account that the identity sees in subscription ${subscriptionId} answers there.`,
      remedy:
        "Add the account's id to the connection's metadata as ResourceId; or remove the connection if the account is gone.",
    },
  };
}
