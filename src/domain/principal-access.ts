import { denyDoubt, pathDoubt, viaUnseenGroup } from './access-doubts.ts';
import type { DenyAssignment, RoleAssignment } from './authorization.ts';
import type { AccountFacts } from './facts.ts';
import { inferenceDemand, type InferenceDemand } from './inference-actions.ts';
import type { Unknown } from './observation.ts';
import { access, type Access, type GrantPath, type Subject, type Want } from './permissions.ts';
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

/**
 * Judges one principal from what was observed. Nothing that was not observed counts for it.
 * @param narrow of what the account demands, what is asked about; default: all of it
 */
export function inferenceAccess(
  facts: AccountFacts,
  caller: Caller,
  narrow: (demand: InferenceDemand) => InferenceDemand = (demand) => demand,
): PrincipalAccess {
  const { account, roles } = facts;
  const { held, gap, groups } = assignmentsOf(facts, caller);
  const nothing = { paths: [], held, lacks: [] };
  if (!account.known) return { ...nothing, verdict: 'in-doubt', doubts: [account.reason] };
  const demand = narrow(inferenceDemand(account.value, facts.deployments));
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
    want,
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
    ...answers.flatMap((answer) => doubtsOf(answer, facts, caller)),
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
  /** Object ids, lower-cased, of the principal itself and of groups that it is in for certain. */
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
    groups: new Set(reached.map(({ principalId }) => principalId.toLowerCase())),
  };
}

interface Answer {
  readonly want: Want;
  readonly access: Access;
}

interface Combined {
  readonly verdict: PrincipalAccess['verdict'];
  readonly lacks: readonly string[];
  readonly unsure?: Unknown;
}

function combine(demand: InferenceDemand, answers: readonly Answer[]): Combined {
  const verdicts = answers.map((answer) => answer.access.verdict);
  const lacks = answers
    .filter((answer) => ['none', 'denied'].includes(answer.access.verdict))
    .map(({ want }) => want.name);
  if (verdicts.every((verdict) => verdict === 'granted')) return { verdict: 'granted', lacks };
  if (demand.mode === 'any') {
    if (verdicts.includes('granted')) return { verdict: 'granted', lacks };
    return { verdict: verdicts.includes('in-doubt') ? 'in-doubt' : 'missing', lacks };
  }
  if (lacks.length === 0) return { verdict: 'in-doubt', lacks };
  if (demand.unsure && lacks.length < answers.length) {
    return { verdict: 'in-doubt', lacks, unsure: demand.unsure };
  }
  return { verdict: 'missing', lacks };
}

function doubtsOf(
  { want, access: found }: Answer,
  facts: AccountFacts,
  caller: Caller,
): readonly Unknown[] {
  if (found.verdict !== 'in-doubt') return [];
  if (found.deny) return [denyDoubt(found.deny, want, facts, caller)];
  if (found.deniesUnread && !facts.denies.known) return [facts.denies.reason];
  return found.paths.flatMap((path) => pathDoubt(path));
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
