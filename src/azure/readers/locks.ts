import { ArmId } from '../../domain/arm-id.ts';
import { map, type Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { textAt } from '../json.ts';

/** A management lock. `ReadOnly` refuses every write below its scope; `CanNotDelete` refuses none that this action makes. */
export interface ResourceLock {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  /** Where it was put: the resource or any scope above it. */
  readonly scope: string;
}

/**
 * Locks in force at the account. The subscription's list holds those of every level; who may not read it
 * gets those that the account's own list shows.
 * https://learn.microsoft.com/rest/api/resources/management-locks
 */
export async function listLocks(
  arm: ArmClient,
  account: ArmId,
): Promise<Observation<readonly ResourceLock[]>> {
  const subscription = ArmId.parse(`/subscriptions/${account.subscriptionId ?? ''}`);
  const everywhere = subscription && (await locksAt(arm, subscription));
  const list = everywhere?.known ? everywhere : await locksAt(arm, account);
  return map(list, (locks) =>
    locks.filter(({ scope }) => ArmId.parse(scope)?.contains(account) ?? false),
  );
}

function locksAt(arm: ArmClient, scope: ArmId): Promise<Observation<readonly ResourceLock[]>> {
  return arm.list(
    {
      path: `${scope.text}/providers/Microsoft.Authorization/locks`,
      apiVersion: API.locks,
      what: `the resource locks at ${scope.name}`,
      action: 'Microsoft.Authorization/locks/read',
      scope: scope.text,
    },
    (item) => {
      const id = textAt(item, 'id');
      const level = textAt(item, 'properties', 'level');
      if (!id || !level) return undefined;
      return {
        id,
        name: textAt(item, 'name') ?? id,
        level,
        scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, ''),
      };
    },
  );
}
