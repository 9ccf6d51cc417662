import type { DenyAssignment, RoleAssignment } from './authorization.ts';
import type { AccountFacts } from './facts.ts';
import { inferenceDemand, type InferenceDemand } from './inference-actions.ts';
import type { Unknown } from './observation.ts';
import { access, grantOf, type Access, type GrantPath, type Subject } from './permissions.ts';
import { covers } from './scope.ts';

/** May a principal call what the account serves? With the evidence. */
export interface PrincipalAccess {
  /** `in-doubt` is never to be taken for `granted`: `doubts` say why. */
  readonly verdict: 'granted' | 'in-doubt' | 'missing';
  /** The role assignments that allow inference, certain ones first. */
  readonly paths: readonly GrantPath[];
  /** Every role assignment that is known to reach the principal. */
  readonly held: readonly RoleAssignment[];
  /** The deny assignment that takes inference away. */
  readonly denied?: DenyAssignment;
  /** Data actions that no role of the principal grants. */
  readonly lacks: readonly string[];
  readonly doubts: readonly Unknown[];
}

/** A user or service principal with the groups it is in; of a group, the assignments to the group itself. */
export interface Caller {
  readonly type: string;
  readonly objectId: string;
}

/** Judges one principal from what was observed. Nothing that was not observed counts for it. */
export function inferenceAccess(facts: AccountFacts, caller: Caller): PrincipalAccess {
  const { account, roles } = facts;
  const { held, gap, groups } = assignmentsOf(facts, caller);
  const nothing = { paths: [], held, lacks: [] };
  if (!account.known) return { ...nothing, verdict: 'in-doubt', doubts: [account.reason] };
  const demand = inferenceDemand(account.value, facts.deployments);
  const names = demand.wants.map(({ name }) => name);
  if (held.length === 0 && gap) return { ...nothing, verdict: 'in-doubt', doubts: [gap] };
  if (!roles.known) {
    return held.length === 0
      ? { ...nothing, verdict: 'missing', lacks: names, doubts: [] }
      : { ...nothing, verdict: 'in-doubt', doubts: [roles.reason] };
  }

  const deniedBy = facts.denyReach.get(caller.objectId.toLowerCase());
  const subject: Subject = {
    objectId: caller.objectId,
    groups,
    ...(deniedBy?.known
      ? { deniedBy: new Set(deniedBy.value.map(({ id }) => id.toLowerCase())) }
      : {}),
  };
  const answers = demand.wants.map((want) => ({
    name: want.name,
    access: access({
      subject,
      want,
      resource: facts.id,
      assignments: held,
      roles: roles.value,
      denies: facts.denies,
    }),
  }));
  const judged = combine(demand, answers);
  const paths = distinctPaths(answers.flatMap((answer) => answer.access.paths));
  const doubts = [
    ...answers.flatMap((answer) => doubtsOf(answer.access, facts, caller)),
    ...(judged.unsure ? [judged.unsure] : []),
  ];
  if (judged.verdict === 'granted') {
    return { verdict: 'granted', paths, held, lacks: [], doubts: [] };
  }
  if (judged.verdict === 'in-doubt') {
    const all = gap ? [...doubts, gap] : doubts;
    return { verdict: 'in-doubt', paths, held, lacks: judged.lacks, doubts: distinct(all) };
  }
  const denied = answers.find((answer) => answer.access.verdict === 'denied')?.access.deny;
  const missing = { paths, held, lacks: judged.lacks, ...(denied ? { denied } : {}) };
  const outside = denied ? undefined : (gap ?? viaUnseenGroup(facts, caller, demand));
  return outside
    ? { ...missing, verdict: 'in-doubt', doubts: [outside] }
    : { ...missing, verdict: 'missing', doubts: [] };
}

interface Reaching {
  readonly held: readonly RoleAssignment[];
  /** Why there may be more than `held`. */
  readonly gap: Unknown | undefined;
  /** Groups that the principal is in for certain. */
  readonly groups: ReadonlySet<string>;
}

/**
 * Azure expands groups for users and service principals (`assignedTo`), not for groups: of a group only
 * assignments to itself can be seen.
 */
function assignmentsOf(facts: AccountFacts, caller: Caller): Reaching {
  const id = caller.objectId.toLowerCase();
  const listed = facts.assignments;
  const direct = listed.known
    ? listed.value.filter(
        ({ principalId, scope }) => principalId.toLowerCase() === id && covers(scope, facts.id),
      )
    : [];
  if (caller.type === 'Group') {
    return { held: direct, gap: listed.known ? undefined : listed.reason, groups: new Set() };
  }
  const reach = facts.reach.get(id);
  if (!reach?.known) {
    const gap: Unknown = reach?.reason ?? {
      kind: 'unavailable',
      message: `It was not asked which role assignments reach ${caller.objectId} through groups.`,
    };
    return { held: direct, gap, groups: new Set() };
  }
  const reached = reach.value.filter(({ scope }) => covers(scope, facts.id));
  const seen = new Set(reached.map(assignmentKey));
  return {
    held: [...reached, ...direct.filter((assignment) => !seen.has(assignmentKey(assignment)))],
    gap: undefined,
    groups: new Set(
      reached.map(({ principalId }) => principalId.toLowerCase()).filter((group) => group !== id),
    ),
  };
}

interface Combined {
  readonly verdict: PrincipalAccess['verdict'];
  readonly lacks: readonly string[];
  readonly unsure?: Unknown;
}

function combine(
  demand: InferenceDemand,
  answers: readonly { readonly name: string; readonly access: Access }[],
): Combined {
  const verdicts = answers.map((answer) => answer.access.verdict);
  const lacks = answers
    .filter((answer) => ['none', 'denied'].includes(answer.access.verdict))
    .map(({ name }) => name);
  if (verdicts.every((verdict) => verdict === 'granted')) return { verdict: 'granted', lacks: [] };
  if (demand.mode === 'any') {
    if (verdicts.includes('granted')) return { verdict: 'granted', lacks: [] };
    return { verdict: verdicts.includes('in-doubt') ? 'in-doubt' : 'missing', lacks };
  }
  if (lacks.length === 0) return { verdict: 'in-doubt', lacks };
  if (demand.unsure && lacks.length < answers.length) {
    return { verdict: 'in-doubt', lacks, unsure: demand.unsure };
  }
  return { verdict: 'missing', lacks };
}

function doubtsOf(answer: Access, facts: AccountFacts, caller: Caller): readonly Unknown[] {
  if (answer.verdict !== 'in-doubt') return [];
  if (answer.deny) return [denyDoubt(answer.deny, facts, caller)];
  if (answer.deniesUnread && !facts.denies.known) return [facts.denies.reason];
  return answer.paths.flatMap((path) => pathDoubt(path));
}

function denyDoubt(deny: DenyAssignment, facts: AccountFacts, caller: Caller): Unknown {
  const reach = facts.denyReach.get(caller.objectId.toLowerCase());
  if (reach && !reach.known && !deny.condition) return reach.reason;
  return {
    kind: 'unavailable',
    message: deny.condition
      ? `The deny assignment ${deny.name} (${deny.id}) has a condition that may take inference away.`
      : `The deny assignment ${deny.name} (${deny.id}) names or excludes groups, and it cannot be told whether ${caller.objectId} is in them.`,
    remedy: `Look at the members of the groups that the deny assignment names, and exclude the principal by its own id, or let it name principals that do not hold ${caller.objectId}.`,
  };
}

function pathDoubt({ assignment, role, doubt }: GrantPath): readonly Unknown[] {
  const name = role?.name ?? assignment.roleGuid;
  if (doubt === undefined) return [];
  switch (doubt) {
    case 'condition':
      return [
        {
          kind: 'unavailable',
          message: `The assignment of ${name} at ${assignment.scope} has a condition, so it may not apply to inference requests.`,
          remedy: `Assign an inference role without a condition, or remove it from ${assignment.id}.`,
        },
      ];
    case 'definition-condition':
      return [
        {
          kind: 'unavailable',
          message: `The role ${name} grants inference under a condition of its definition.`,
          remedy: 'Assign an inference role whose definition has no condition.',
        },
      ];
    case 'definition-unread':
      return [
        {
          kind: 'unavailable',
          message: `The definition of the role ${assignment.roleGuid}, assigned at ${assignment.scope}, could not be read, so what it allows is not known.`,
          remedy:
            'Let the workflow read role definitions (Reader at the subscription), or assign an inference role at the account.',
        },
      ];
    case 'part-of-family':
      return [
        {
          kind: 'unavailable',
          message: `The role ${name} grants some data actions of the service, not all: which of them the callers need is not known.`,
          remedy:
            'Switch the rule off for this account if the role is what its callers need, or assign Cognitive Services User.',
        },
      ];
  }
}

/** A group may be a member of another group that holds a role: the service does not expand groups of groups. */
function viaUnseenGroup(
  facts: AccountFacts,
  caller: Caller,
  demand: InferenceDemand,
): Unknown | undefined {
  if (caller.type !== 'Group' || !facts.assignments.known || !facts.roles.known) return undefined;
  const roles = facts.roles.value;
  const others = facts.assignments.value.filter(
    ({ principalId, principalType, roleGuid, scope }) =>
      principalId.toLowerCase() !== caller.objectId.toLowerCase() &&
      !/^(user|serviceprincipal|device)$/i.test(principalType) &&
      covers(scope, facts.id) &&
      demand.wants.some((want) => {
        const role = roles.get(roleGuid.toLowerCase());
        return role !== undefined && grantOf(role, want) !== 'no';
      }),
  );
  if (others.length === 0) return undefined;
  const groups = [...new Set(others.map(({ principalId }) => principalId))].sort();
  return {
    kind: 'unavailable',
    message: `The group holds no inference role itself, but may be a member of ${groups.join(', ')}, which ${groups.length === 1 ? 'holds' : 'hold'} one: Azure does not tell of groups in groups.`,
    remedy: `Assign the role to the group itself, or require the group that holds it. To see the groups that it is in: az ad group get-member-groups --group ${caller.objectId}`,
  };
}

function distinctPaths(paths: readonly GrantPath[]): readonly GrantPath[] {
  const byKey = new Map(paths.map((path) => [assignmentKey(path.assignment), path]));
  return [...byKey.values()].sort(
    (a, b) => Number(a.doubt !== undefined) - Number(b.doubt !== undefined),
  );
}

/** Azure allows one assignment per principal, role and scope. */
function assignmentKey({ principalId, roleGuid, scope }: RoleAssignment): string {
  return `${principalId}|${roleGuid}|${scope}`.toLowerCase();
}

function distinct(doubts: readonly Unknown[]): readonly Unknown[] {
  return [...new Map(doubts.map((doubt) => [doubt.message, doubt])).values()];
}
