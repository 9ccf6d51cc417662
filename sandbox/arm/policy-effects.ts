import { scopeKey, scopesAbove } from '../rbac/scopes.ts';
import { Refusal } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Account, AccountProperties, PolicyAssignment } from '../world.ts';
import { accountId } from './ids.ts';

const AUDIT_OR_DENY = '71ef260a-8f18-47b7-abcb-62d0673d94dc';
const MODIFY = '14de9e63-1b31-492e-a5a3-c3f7fd57f555';

/**
 * What the two built-in key policies make of a write of an account, where they are assigned themselves:
 * Modify sets `disableLocalAuth` without a word, Deny refuses a write that leaves keys on.
 * @throws Refusal 403 `RequestDisallowedByPolicy`
 */
export function applyPolicies(
  runtime: Runtime,
  account: Account,
  wanted: AccountProperties,
): { readonly properties: AccountProperties } {
  const id = accountId(account);
  const inForce = assignmentsInForce(runtime, id);
  const properties = { ...wanted };
  for (const assignment of inForce) {
    if (is(assignment, MODIFY) && effectOf(assignment, 'Modify') === 'modify') {
      properties.disableLocalAuth = true;
    }
  }
  for (const assignment of inForce) {
    if (!is(assignment, AUDIT_OR_DENY) || effectOf(assignment, 'Audit') !== 'deny') continue;
    if (properties.disableLocalAuth === true) continue;
    throw disallowed(account, assignment);
  }
  return { properties };
}

export function assignmentsInForce(runtime: Runtime, id: string): PolicyAssignment[] {
  const above = scopesAbove(id, runtime.directory);
  return runtime.world.policyAssignments.filter(
    ({ scope, notScopes, enforcementMode }) =>
      above.includes(scopeKey(scope)) &&
      enforcementMode !== 'DoNotEnforce' &&
      !(notScopes ?? []).some((excluded) => above.includes(scopeKey(excluded))),
  );
}

function is(assignment: PolicyAssignment, guid: string): boolean {
  return assignment.policyDefinitionId.toLowerCase().endsWith(`/policydefinitions/${guid}`);
}

function effectOf(assignment: PolicyAssignment, byDefault: string): string {
  const value = assignment.parameters?.effect?.value;
  return (typeof value === 'string' ? value : byDefault).toLowerCase();
}

function disallowed(account: Account, assignment: PolicyAssignment): Refusal {
  const name = assignment.displayName ?? assignment.name;
  const id = `${assignment.scope}/providers/Microsoft.Authorization/policyAssignments/${assignment.name}`;
  return new Refusal({
    status: 403,
    body: {
      error: {
        code: 'RequestDisallowedByPolicy',
        target: account.name,
        message: `Resource '${account.name}' was disallowed by policy. Policy identifiers: '[{"policyAssignment":{"name":"${name}","id":"${id}"}}]'.`,
        additionalInfo: [
          {
            type: 'PolicyViolation',
            info: {
              policyAssignmentDisplayName: name,
              policyAssignmentId: id,
              policyAssignmentName: assignment.name,
              policyAssignmentScope: assignment.scope,
              policyDefinitionId: assignment.policyDefinitionId,
              policyDefinitionEffect: 'Deny',
            },
          },
        ],
      },
    },
  });
}
