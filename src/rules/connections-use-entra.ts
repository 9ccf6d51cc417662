import { count } from '../domain/count.ts';
import { isSameConnection, pointsAt } from '../domain/connection-target.ts';
import type { AccountFacts, ConnectionList } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import { judgeConnection } from './connection-verdict.ts';
import { cannotTell, pass } from './verdict.ts';

/** https://learn.microsoft.com/azure/foundry/how-to/connections-add */
export const connectionsUseEntra: Rule = {
  id: 'connections-use-entra',
  severity: 'error',
  title: 'Every account and project connection that can use Entra ID does',
  needs: ['account', 'projects', 'connections'],
  judge: (facts) => {
    const { connections } = facts;
    if (!connections.known) {
      return [cannotTell('whether connections use Entra ID', connections.reason)];
    }
    const verdicts = connections.value.flatMap((list) => judgeList(facts, list, connections.value));
    if (verdicts.length > 0) return verdicts;
    return [
      pass('The account and its projects have no connections.', {
        expected: 'every connection that can use Entra ID does',
        seen: `no connection in ${connections.value.length === 1 ? 'the account' : `the account and ${count(connections.value.length - 1, 'project')}`}`,
      }),
    ];
  },
};

function judgeList(
  { id, account }: AccountFacts,
  { owner, connections }: ConnectionList,
  lists: readonly ConnectionList[],
): readonly Verdict[] {
  if (!connections.known) {
    return [
      cannotTell(`whether the connections of ${owner.name} use Entra ID`, connections.reason, {
        resource: owner.text,
      }),
    ];
  }
  const own = lists.find((list) => list.owner.equals(id))?.connections;
  const shared = !owner.equals(id) && own?.known ? own.value : [];
  return connections.value
    .filter((connection) => !shared.some((other) => isSameConnection(other, connection)))
    .map((connection) =>
      judgeConnection(
        connection,
        account.known && pointsAt(connection, account.value) ? 'yes' : 'no',
      ),
    );
}
