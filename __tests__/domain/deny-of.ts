import type { ArmId } from '../../src/domain/arm-id.ts';
import type { DenyAssignment } from '../../src/domain/authorization.ts';

/** Takes all inference at the account from a service principal. */
export function denyOf(id: string, account: ArmId): DenyAssignment {
  return {
    id: `${account.text}/providers/Microsoft.Authorization/denyAssignments/frozen`,
    name: 'Frozen',
    scope: account.text,
    permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
    principals: [{ id, type: 'ServicePrincipal' }],
    excludePrincipals: [],
    doNotApplyToChildScopes: false,
  };
}
