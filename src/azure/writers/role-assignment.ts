import type { RoleAssignmentCreateParameters } from '@azure/arm-authorization';
import type { ArmId } from '../../domain/arm-id.ts';
import type { PlannedChange } from '../../domain/change.ts';
import { API } from '../api-versions.ts';
import { AzureError } from '../errors.ts';
import type { Arm } from './options.ts';

const ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

/**
 * PUT of one role assignment. `principalType` is always sent: without it the service looks a new
 * principal up and fails while the directory replicates.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-rest
 *
 * @throws AzureError; its `code` is `PrincipalNotFound` while the directory does not know the principal.
 */
export async function createAssignment(
  arm: Arm,
  assignment: PlannedChange & { readonly kind: 'assign-role' },
): Promise<'created' | 'exists'> {
  const { account, principalId, principalType, roleGuid, roleName, assignmentName } = assignment;
  const properties = {
    roleDefinitionId: `/subscriptions/${account.subscriptionId ?? ''}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid}`,
    principalId,
    principalType,
  } satisfies RoleAssignmentCreateParameters;
  try {
    await arm.send({
      method: 'PUT',
      path: pathOf(account, assignmentName),
      apiVersion: API.authorization,
      body: { properties },
      what: `the role assignment of ${roleName} to ${principalId} at ${account.name}`,
      action: `${ASSIGNMENTS}/write`,
      scope: account.text,
    });
    return 'created';
  } catch (error) {
    if (error instanceof AzureError && error.code === 'RoleAssignmentExists') return 'exists';
    throw error;
  }
}

/** @throws AzureError for every answer but "it is there" and "it is not". */
export async function readAssignment(arm: Arm, account: ArmId, name: string): Promise<boolean> {
  try {
    await arm.send({
      path: pathOf(account, name),
      apiVersion: API.authorization,
      what: `the role assignment ${name} at ${account.name}`,
      action: `${ASSIGNMENTS}/read`,
      scope: account.text,
    });
    return true;
  } catch (error) {
    if (error instanceof AzureError && error.reason.kind === 'not-found') return false;
    throw error;
  }
}

function pathOf(account: ArmId, name: string): string {
  return `${account.text}/providers/${ASSIGNMENTS}/${name}`;
}
