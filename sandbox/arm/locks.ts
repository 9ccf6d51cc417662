import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Lock } from '../world.ts';
import { ok } from '../server/exchange.ts';
import { armError } from './errors.ts';
import type { Route } from './route.ts';

/**
 * A ReadOnly lock refuses every PUT, PATCH, POST and DELETE at its scope and below.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 * @throws Refusal 409
 */
export function checkLocks(runtime: Runtime, scope: string, method: string): void {
  const scopes = scopesAbove(scope, runtime.directory);
  const inForce = runtime.world.locks.filter(
    (lock) =>
      scopes.includes(scopeKey(lock.scope)) && (lock.level === 'ReadOnly' || method === 'DELETE'),
  );
  if (inForce.length === 0) return;
  throw armError(
    409,
    'ScopeLocked',
    `The scope '${scope}' cannot perform ${method === 'DELETE' ? 'delete' : 'write'} operation because following scope(s) are locked: '${inForce.map((lock) => lock.scope).join(',')}'. Please remove the lock and try again.`,
  );
}

export function lockRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: '{scope...}/providers/Microsoft.Authorization/locks',
      provider: 'locks',
      action: 'Microsoft.Authorization/locks/read',
      handle: (call) => {
        const scope = call.params.scope ?? '';
        const atScope = /atscope\(\)/i.test(call.query.get('$filter') ?? '');
        const above = scopesAbove(scope, runtime.directory);
        const key = scopeKey(scope);
        return ok({
          value: runtime.world.locks
            .filter(
              (lock) =>
                above.includes(scopeKey(lock.scope)) ||
                (!atScope && scopesAbove(lock.scope, runtime.directory).includes(key)),
            )
            .map(view),
        });
      },
    },
  ];
}

function view(lock: Lock): unknown {
  return {
    id: `${lock.scope}/providers/Microsoft.Authorization/locks/${lock.name}`,
    name: lock.name,
    type: 'Microsoft.Authorization/locks',
    properties: { level: lock.level },
  };
}
