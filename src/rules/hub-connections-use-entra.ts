import { count } from '../domain/count.ts';
import type { Account } from '../domain/account.ts';
import type { Connection } from '../domain/connection.ts';
import { isSameConnection, mayPointAt, pointsAt } from '../domain/connection-target.ts';
import type { HubFacts } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import { judgeConnection } from './connection-verdict.ts';
import { cannotTell, pass } from './verdict.ts';

const QUESTION = 'whether hub connections to the account use Entra ID';

/** https://learn.microsoft.com/azure/ai-foundry/concepts/connections */
export const hubConnectionsUseEntra: Rule = {
  id: 'hub-connections-use-entra',
  severity: 'error',
  title: 'Connections of hubs and hub projects that point at the account use Entra ID',
  needs: ['account', 'hubs'],
  judge: ({ account, hubs }) => {
    if (!hubs.known) return [cannotTell(QUESTION, hubs.reason)];
    if (hubs.value.length > 0 && !account.known) return [cannotTell(QUESTION, account.reason)];
    const verdicts = account.known
      ? hubs.value.flatMap((hub) => judgeHub(account.value, hub, hubs.value))
      : [];
    if (verdicts.length > 0) return verdicts;
    const seen =
      hubs.value.length === 0
        ? 'the identity sees no hub and no hub project in the subscriptions of the accounts in scope'
        : `no such connection in the ${count(hubs.value.length, 'hub or hub project', 'hubs and hub projects')} that the identity sees`;
    return [
      pass('No connection of a hub or hub project points at the account.', {
        expected: 'every hub connection that points at the account uses Entra ID',
        seen,
      }),
    ];
  },
};

function judgeHub(
  account: Account,
  { workspace, connections }: HubFacts,
  all: readonly HubFacts[],
): readonly Verdict[] {
  if (!connections.known) {
    return [
      cannotTell(
        `whether connections of ${workspace.name} that point at the account use Entra ID`,
        connections.reason,
        { resource: workspace.id.text },
      ),
    ];
  }
  const { hub } = workspace;
  const above = hub && all.find((other) => other.workspace.id.equals(hub))?.connections;
  const shared = above?.known ? above.value : [];
  return connections.value
    .filter((connection) => !shared.some((other) => isSameConnection(other, connection)))
    .flatMap((connection) => judgeIfAimed(connection, account));
}

function judgeIfAimed(connection: Connection, account: Account): readonly Verdict[] {
  if (pointsAt(connection, account)) return [judgeConnection(connection, 'yes')];
  if (!mayPointAt(connection, account)) return [];
  const verdict = judgeConnection(connection, 'maybe');
  return verdict.status === 'unknown' ? [verdict] : [];
}
