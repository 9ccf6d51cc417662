import { isAt } from '../domain/scope.ts';
import type { Change, PlannedChange } from '../domain/change.ts';
import type { AccountFacts } from '../domain/facts.ts';
import { inferenceDemand } from '../domain/inference-actions.ts';
import { grantOf } from '../domain/permissions.ts';
import { inferenceAccess, type PrincipalAccess } from '../domain/principal-access.ts';
import { principalLabel, type RequiredPrincipal } from '../domain/principal.ts';
import type { RoleDefinition } from '../domain/authorization.ts';
import { assignmentName } from './assignment-name.ts';
import { resolveRole } from './resolve-role.ts';

export type AssignRole = PlannedChange & { readonly kind: 'assign-role' };

export interface Assignments {
  readonly wanted: readonly AssignRole[];
  /** Assigned already, under another name than ours. */
  readonly unchanged: readonly Change[];
  /** Principals that lack the role and are not given it, and why. */
  readonly notes: readonly string[];
}

/** What is assigned so that each required principal can call the models: its role, where that is sure to help. */
export function planAssignments(
  facts: AccountFacts,
  principals: readonly RequiredPrincipal[],
): Assignments {
  const wanted: AssignRole[] = [];
  const unchanged: Change[] = [];
  const notes: string[] = [];
  for (const principal of principals) {
    const access = inferenceAccess(facts, principal);
    const decided = decide(facts, principal, access);
    if (typeof decided === 'string') notes.push(decided);
    else if (decided) wanted.push(decided);
    else unchanged.push(...underAnotherName(facts, principal, access));
  }
  return { wanted, unchanged, notes };
}

/** The change; or the sentence why there is none although it is needed; or nothing, because nothing is needed. */
function decide(
  facts: AccountFacts,
  principal: RequiredPrincipal,
  access: PrincipalAccess,
): AssignRole | string | undefined {
  if (access.verdict === 'granted') return undefined;
  const who = principalLabel(principal);
  const not = `${who} is not given ${principal.role} at ${facts.id.name}`;
  if (!facts.roles.known) return `${not}: ${facts.roles.reason.message}`;
  if (access.denied) {
    return `${not}: the deny assignment ${access.denied.name} wins over every role.`;
  }
  // A doubt about a path is there on purpose (a condition, a partial role) or for lack of reading rights.
  if (access.verdict === 'in-doubt' && !holdsNothing(facts, principal, access)) {
    return `${not}, because what it holds is in doubt: ${access.doubts.map(({ message }) => message).join(' ')}`;
  }
  const resolved = resolveRole(principal.role, facts.roles.value);
  if (!resolved.found) return `${not}: ${resolved.why}.`;
  const { role } = resolved;
  const insufficient = lacking(facts, role);
  if (insufficient) return `${not}: ${insufficient}`;
  return {
    kind: 'assign-role',
    account: facts.id,
    principalId: principal.objectId.toLowerCase(),
    principalType: principal.type,
    roleGuid: role.guid,
    roleName: role.name,
    assignmentName: assignmentName(facts.id, principal.objectId, role.guid),
  };
}

/**
 * In doubt only because the group may be in another group that holds a role, which Azure does not tell:
 * then a role of its own settles it.
 */
function holdsNothing(
  facts: AccountFacts,
  principal: RequiredPrincipal,
  access: PrincipalAccess,
): boolean {
  return principal.type === 'Group' && facts.assignments.known && access.paths.length === 0;
}

/** Why the role would not let its holder call the models; `undefined` when it would. */
function lacking({ account, deployments }: AccountFacts, role: RoleDefinition): string | undefined {
  if (!account.known) return account.reason.message;
  const { wants, mode, unsure } = inferenceDemand(account.value, deployments);
  const missing = wants.filter((want) => grantOf(role, want) !== 'yes');
  // Which models are deployed may not be known: then a role for one kind is not held against it.
  const enough = mode === 'any' || unsure ? missing.length < wants.length : missing.length === 0;
  return enough
    ? undefined
    : `the role ${role.name} does not allow ${missing.map(({ name }) => name).join(' and ')}. ${suggestion(role)}`;
}

function suggestion({ name }: RoleDefinition): string {
  return name === 'Cognitive Services User'
    ? 'Name a role that does.'
    : 'Cognitive Services User does: name it, or another role that does.';
}

function underAnotherName(
  facts: AccountFacts,
  principal: RequiredPrincipal,
  { held }: PrincipalAccess,
): readonly Change[] {
  const resolved = facts.roles.known && resolveRole(principal.role, facts.roles.value);
  if (!resolved || !resolved.found) return [];
  const { role } = resolved;
  const ours = assignmentName(facts.id, principal.objectId, role.guid);
  const other = held.find(
    ({ id, roleGuid, scope, principalId, condition }) =>
      roleGuid.toLowerCase() === role.guid &&
      principalId.toLowerCase() === principal.objectId.toLowerCase() &&
      isAt(scope, facts.id) &&
      !condition &&
      id.split('/').at(-1)?.toLowerCase() !== ours,
  );
  if (!other) return [];
  return [
    {
      kind: 'assign-role',
      resource: facts.id.text,
      status: 'unchanged',
      message: `${principalLabel(principal)} already has ${role.name} here, by the assignment ${other.id.split('/').at(-1) ?? other.id}.`,
    },
  ];
}
