import type { RoleAssignment, RoleDefinition } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';
import { describeScope } from '../domain/scope.ts';

/** `Name (type:id)`, or the id alone without Graph; a principal that is gone is named as such. */
export function showPrincipal(
  facts: AccountFacts,
  principal: { readonly objectId: string; readonly type: string },
): string {
  const label = `${principal.type} ${principal.objectId}`;
  const known = facts.names.get(principal.objectId.toLowerCase());
  if (!known) return label;
  if (known.gone) return `${label} (gone: the directory no longer knows it)`;
  return known.name === principal.objectId ? label : `${known.name} (${label})`;
}

export function showHolder(facts: AccountFacts, assignment: RoleAssignment): string {
  return showPrincipal(facts, {
    objectId: assignment.principalId,
    type: assignment.principalType,
  });
}

/** Those who hold the assignments, each once. */
export function holdersOf(assignments: readonly RoleAssignment[]): readonly string[] {
  return distinct(assignments.map(({ principalId }) => principalId));
}

/** Lower-cased, sorted by code unit, each once: the same in every run over the same state. */
export function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))].sort();
}

/** The definition of the assigned role, where it could be read. */
export function roleOf(
  { roles }: AccountFacts,
  { roleGuid }: Pick<RoleAssignment, 'roleGuid'>,
): RoleDefinition | undefined {
  return roles.known ? roles.value.get(roleGuid.toLowerCase()) : undefined;
}

/** `Cognitive Services User (custom) at resource group ... (inherited)`. */
export function showRole(facts: AccountFacts, assignment: RoleAssignment): string {
  const role = roleOf(facts, assignment);
  const name = role
    ? `${role.name}${role.custom ? ' (custom role)' : ''}`
    : `the role ${assignment.roleGuid}, whose definition could not be read`;
  const condition = assignment.condition ? ', under a condition' : '';
  return `${name} at ${describeScope(assignment.scope, facts.id)}${condition}`;
}

/** The first lines, and how many were left out: evidence is read by people and kept for thousands of accounts. */
export function atMost(lines: readonly string[], limit: number): readonly string[] {
  if (lines.length <= limit) return lines;
  return [...lines.slice(0, limit), `... and ${lines.length - limit} more.`];
}
