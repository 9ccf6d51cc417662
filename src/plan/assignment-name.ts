import { v5 } from 'uuid';
import type { ArmId } from '../domain/arm-id.ts';

/** Namespace of the `guid()` function of ARM templates and Bicep, which makes a UUID v5 of its arguments joined by `-`. */
const ARM_GUID_NAMESPACE = '11fb06fb-712d-4ddd-98c7-e71bbd588830';

/** What `guid(a, b, ...)` gives in Bicep. Sensitive to letter case, as Bicep's is. */
export function armGuid(...parts: readonly string[]): string {
  return v5(parts.join('-'), ARM_GUID_NAMESPACE);
}

/**
 * Name of the role assignment: the same in every run, so that a second run makes no second assignment.
 * Everything is lower-cased first, because ids come back from Azure in different letter cases.
 */
export function assignmentName(scope: ArmId, principalId: string, roleGuid: string): string {
  return armGuid(scope.key, principalId.toLowerCase(), roleGuid.toLowerCase());
}
