import { BUILT_IN_INITIATIVES, BUILT_IN_POLICIES } from '../data/built-in-policies.ts';
import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import { ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { PolicyAssignment, PolicyExemption } from '../world.ts';
import { same } from './accounts.ts';
import { authorize } from './authorize.ts';
import { armError, badRequest } from './errors.ts';
import { page } from './paging.ts';
import { readable } from './readable.ts';
import type { ArmCall, Route } from './route.ts';

const AUTH = 'Microsoft.Authorization';
const EXEMPTIONS_READ = `${AUTH}/policyExemptions/read`;
const ASSIGNMENTS = `{scope...}/providers/${AUTH}/policyAssignments`;

/** Policy assignments with inheritance, definitions and initiatives, built-in ones included. */
export function policyRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: ASSIGNMENTS,
      provider: 'policy',
      action: `${AUTH}/policyAssignments/read`,
      handle: (call) =>
        page(call, listAssignments(runtime, call).map(assignmentView), runtime.behaviour.pageSize),
    },
    {
      method: 'GET',
      path: `${ASSIGNMENTS}/{name}`,
      provider: 'policy',
      action: `${AUTH}/policyAssignments/read`,
      handle: (call) => {
        const { scope = '', name = '' } = call.params;
        const found = runtime.world.policyAssignments.find(
          (assignment) =>
            scopeKey(assignment.scope) === scopeKey(scope) && same(assignment.name, name),
        );
        if (!found) throw missing('PolicyAssignmentNotFound', 'policy assignment', name);
        return ok(assignmentView(found));
      },
    },
    {
      method: 'GET',
      path: `{scope...}/providers/${AUTH}/policyExemptions`,
      provider: 'policyExemptions',
      action: EXEMPTIONS_READ,
      ownAuthorization: true,
      handle: (call) =>
        page(call, listExemptions(runtime, call).map(exemptionView), runtime.behaviour.pageSize),
    },
    ...definitionRoutes(runtime, 'policyDefinitions', () => [
      ...BUILT_IN_POLICIES,
      ...runtime.world.policyDefinitions,
    ]),
    ...definitionRoutes(runtime, 'policySetDefinitions', () => [
      ...BUILT_IN_INITIATIVES,
      ...runtime.world.policySetDefinitions,
    ]),
  ];
}

/** Which scopes and items `$filter` lets through; without it: at the scope, from above, and below it. */
interface Listed {
  readonly at: (scope: string) => boolean;
  /** Of `NAME eq 'VALUE'`: does the item hold it? */
  readonly named: (value: string) => boolean;
  readonly excludesExpired: boolean;
}

/** @param name that may be filtered by. @throws Refusal 400 */
function filterOf(runtime: Runtime, call: ArmCall, name: string, mayExpire = false): Listed {
  const filter = (call.query.get('$filter') ?? '').trim();
  const value = new RegExp(`^${name}\\s+eq\\s+'([^']+)'$`, 'i').exec(filter)?.[1];
  const exact = /^atExactScope\(\)$/i.test(filter);
  const inherited = /^atScope\(\)$/i.test(filter);
  const current = mayExpire && /^excludeExpired\(\)$/i.test(filter);
  if (filter !== '' && !exact && !inherited && !current && value === undefined) {
    throw badRequest(`The filter '${filter}' is not supported.`, 'InvalidFilterInQueryString');
  }
  const key = scopeKey(call.params.scope ?? '');
  const above = scopesAbove(call.params.scope ?? '', runtime.directory);
  return {
    at: (scope) => {
      if (exact) return scopeKey(scope) === key;
      const below = scopesAbove(scope, runtime.directory).includes(key);
      return above.includes(scopeKey(scope)) || (!inherited && below);
    },
    named: (held) => value === undefined || same(held, value),
    excludesExpired: current,
  };
}

/** @throws Refusal 400 */
function listAssignments(runtime: Runtime, call: ArmCall): PolicyAssignment[] {
  const { at, named } = filterOf(runtime, call, 'policyDefinitionId');
  return runtime.world.policyAssignments.filter(
    ({ scope, policyDefinitionId }) => at(scope) && named(policyDefinitionId),
  );
}

/** @throws Refusal 400, 403 */
function listExemptions(runtime: Runtime, call: ArmCall): PolicyExemption[] {
  const sees = readable(runtime, call, EXEMPTIONS_READ, call.params.scope ?? '');
  const { at, named, excludesExpired } = filterOf(runtime, call, 'policyAssignmentId', true);
  return runtime.world.policyExemptions.filter(
    ({ scope, policyAssignmentId, expiresOn = '' }) =>
      at(scope) &&
      named(policyAssignmentId) &&
      !(excludesExpired && Date.parse(expiresOn) <= runtime.clock.now()) &&
      sees(scope),
  );
}

interface Definition {
  readonly scope: string;
  readonly name: string;
}

function definitionRoutes(
  runtime: Runtime,
  type: 'policyDefinitions' | 'policySetDefinitions',
  all: () => readonly Definition[],
): Route[] {
  const path = `{scope...}/providers/${AUTH}/${type}`;
  const read = `${AUTH}/${type}/read`;
  // Built-in definitions are no secret: the tenant-level form is open to any caller with a token.
  const check = (call: ArmCall): void => {
    if ((call.params.scope ?? '') !== '') authorize(runtime, call, read, call.params.scope ?? '');
  };
  return [
    {
      method: 'GET',
      path,
      provider: 'policy',
      action: read,
      ownAuthorization: true,
      handle: (call) => {
        check(call);
        const above = scopesAbove(call.params.scope ?? '', runtime.directory);
        const items = all()
          .filter(({ scope }) => scope === '' || above.includes(scopeKey(scope)))
          .map((definition) => definitionView(definition, type));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: `${path}/{name}`,
      provider: 'policy',
      action: read,
      ownAuthorization: true,
      handle: (call) => {
        check(call);
        const { scope = '', name = '' } = call.params;
        const found = all().find(
          (definition) =>
            same(definition.name, name) && scopeKey(definition.scope) === scopeKey(scope),
        );
        if (!found) {
          const set = type === 'policySetDefinitions';
          throw missing(
            set ? 'PolicySetDefinitionNotFound' : 'PolicyDefinitionNotFound',
            set ? 'policy set definition' : 'policy definition',
            name,
          );
        }
        return ok(definitionView(found, type));
      },
    },
  ];
}

function missing(code: string, what: string, name: string): Error {
  return armError(404, code, `The ${what} '${name}' could not be found.`);
}

function definitionView(definition: Definition, type: string): unknown {
  const { scope, name, ...properties } = definition;
  return {
    id: `${scope}/providers/${AUTH}/${type}/${name}`,
    name,
    type: `${AUTH}/${type}`,
    properties: { description: '', metadata: { version: '1.0.0' }, ...properties },
  };
}

function exemptionView({ scope, name, ...properties }: PolicyExemption): unknown {
  return {
    id: `${scope}/providers/${AUTH}/policyExemptions/${name}`,
    name,
    type: `${AUTH}/policyExemptions`,
    properties: { displayName: name, ...properties },
  };
}

function assignmentView(assignment: PolicyAssignment): unknown {
  const { scope, name, ...properties } = assignment;
  return {
    id: `${scope}/providers/${AUTH}/policyAssignments/${name}`,
    name,
    type: `${AUTH}/policyAssignments`,
    properties: {
      displayName: name,
      enforcementMode: 'Default',
      parameters: {},
      notScopes: [],
      ...properties,
      scope,
    },
  };
}
