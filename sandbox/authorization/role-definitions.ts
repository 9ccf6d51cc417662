import { childNotFound, badRequest } from '../arm/errors.ts';
import { ok } from '../server/exchange.ts';
import { authorize } from '../arm/authorize.ts';
import { page } from '../arm/paging.ts';
import type { Route } from '../arm/route.ts';
import { BUILT_IN_ROLES } from '../data/built-in-roles.ts';
import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import type { Runtime } from '../server/runtime.ts';
import type { RoleDefinition } from '../world.ts';

const DEFINITIONS = '{scope...}/providers/Microsoft.Authorization/roleDefinitions';
const READ = 'Microsoft.Authorization/roleDefinitions/read';

export function roleDefinitionRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: DEFINITIONS,
      provider: 'authorization',
      action: READ,
      handle: (call) => {
        const scope = call.params.scope ?? '';
        const fits = parse(call.query.get('$filter') ?? '');
        const above = scopesAbove(scope, runtime.directory);
        const items = [...BUILT_IN_ROLES, ...runtime.world.roleDefinitions]
          .filter((role) => assignableAt(runtime, role, scope, above, fits.below))
          .filter(fits.matches)
          .map((role) => definitionView(role, scope));
        return page(call, items, Math.max(runtime.behaviour.pageSize, 1));
      },
    },
    {
      method: 'GET',
      path: `${DEFINITIONS}/{name}`,
      provider: 'authorization',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const { scope = '', name = '' } = call.params;
        // Built-in roles are no secret: the tenant-level form is open to any caller with a token.
        if (scope !== '') authorize(runtime, call, READ, scope);
        const role = runtime.directory.role(name);
        if (role?.id.toLowerCase() !== name.toLowerCase()) {
          throw childNotFound('The role definition', name);
        }
        return ok(definitionView(role, scope));
      },
    },
  ];
}

interface RoleFilter {
  readonly below: boolean;
  readonly matches: (role: RoleDefinition) => boolean;
}

/** @throws Refusal 400 */
function parse(text: string): RoleFilter {
  let below = false;
  const tests: ((role: RoleDefinition) => boolean)[] = [];
  for (const term of text.split(/\s+and\s+/i).filter((part) => part.trim() !== '')) {
    const equal = /^(roleName|type)\s+eq\s+'((?:[^']|'')*)'$/i.exec(term.trim());
    if (/^atScopeAndBelow\(\)$/i.test(term.trim())) below = true;
    else if (equal) {
      const value = (equal[2] ?? '').replaceAll("''", "'").toLowerCase();
      const member = equal[1]?.toLowerCase() === 'type' ? 'type' : 'roleName';
      tests.push((role) => role[member].toLowerCase() === value);
    } else throw badRequest(`The filter '${text}' is not supported.`, 'UnsupportedQuery');
  }
  return { below, matches: (role) => tests.every((test) => test(role)) };
}

function assignableAt(
  runtime: Runtime,
  role: RoleDefinition,
  scope: string,
  above: readonly string[],
  below: boolean,
): boolean {
  return role.assignableScopes.some(
    (assignable) =>
      above.includes(scopeKey(assignable)) ||
      (below && scopesAbove(assignable, runtime.directory).includes(scopeKey(scope))),
  );
}

export function definitionView(role: RoleDefinition, scope: string): unknown {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? '';
  return {
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
    name: role.id,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: {
      roleName: role.roleName,
      type: role.type,
      description: role.description ?? '',
      assignableScopes: role.assignableScopes,
      permissions: role.permissions.map((permission) => ({
        ...permission,
        condition: permission.condition ?? null,
        conditionVersion: permission.conditionVersion ?? null,
      })),
      createdOn: '2026-01-05T08:30:00.0000000Z',
      updatedOn: '2026-01-05T08:30:00.0000000Z',
      createdBy: null,
      updatedBy: null,
    },
  };
}
