import type { RoleAssignment, RoleCatalogue } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';

/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
export const IN_EFFECT_AFTER_MS = 5 * 60_000;

/**
 * Epoch milliseconds by which the role assignments that were there already are in effect: a run before, or
 * somebody else, may have made one a moment ago. Only roles with data actions let anybody call the models.
 */
export function listedRolesInEffectBy({ assignments, roles }: AccountFacts, now: number): number {
  const listed = assignments.known ? assignments.value : [];
  const catalogue = roles.known ? roles.value : new Map<string, never>();
  const changed = listed
    .filter((assignment) => hasDataActions(assignment, catalogue))
    // The clock of the runner and that of Azure may differ.
    .map(({ changedAt }) => Math.min(changedAt ?? Number.NEGATIVE_INFINITY, now));
  return Math.max(0, ...changed.map((at) => at + IN_EFFECT_AFTER_MS));
}

function hasDataActions({ roleGuid }: RoleAssignment, roles: RoleCatalogue): boolean {
  const role = roles.get(roleGuid);
  return role === undefined || role.permissions.some(({ dataActions }) => dataActions.length > 0);
}
