import type { RoleAssignment } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import { inferenceDemand } from '../domain/inference-actions.ts';
import { grantOf } from '../domain/permissions.ts';
import { isGroupOrWorkload } from '../domain/principal.ts';
import { grantCommand } from '../domain/remedy.ts';
import type { Rule } from '../domain/rule.ts';
import { covers } from '../domain/scope.ts';
import { shellWord } from '../domain/shell.ts';
import { atMost, holdersOf, roleOf, showHolder, showRole } from './show.ts';
import { cannotTell, fail, pass, undecided } from './verdict.ts';

const EXPECTED =
  'inference roles in force at the account are held by groups or workload identities';
const QUESTION = 'who holds inference roles at the account';
const WHY =
  'Single grants outlive the job they were made for; a group is reviewed and left in one place.';

/** https://learn.microsoft.com/azure/role-based-access-control/best-practices */
export const assignToGroups: Rule = {
  id: 'assign-to-groups',
  severity: 'warning',
  title: 'Inference roles are held by groups or workload identities, not by single users',
  needs: ['account', 'assignments', 'roles', 'deployments', 'names'],
  judge: (facts) => [verdict(facts)],
};

function verdict(facts: AccountFacts): Verdict {
  const { account, assignments, roles } = facts;
  if (!account.known) return cannotTell(QUESTION, account.reason);
  if (!assignments.known) return cannotTell(QUESTION, assignments.reason);
  if (!roles.known) return cannotTell(QUESTION, roles.reason);
  const { wants } = inferenceDemand(account.value, facts.deployments);
  const allows = (guid: string): boolean | undefined => {
    const role = roles.value.get(guid.toLowerCase());
    return role && wants.some((want) => grantOf(role, want) !== 'no');
  };
  const inForce = assignments.value.filter(({ scope }) => covers(scope, facts.id));
  const holders = inForce.filter(({ roleGuid }) => allows(roleGuid) === true);
  const single = holders.filter(({ principalType }) => !isGroupOrWorkload(principalType));
  const users = single.filter(({ principalType }) => /^(user|device)$/i.test(principalType));
  const unread = inForce.filter(
    ({ roleGuid, principalType }) =>
      allows(roleGuid) === undefined && !isGroupOrWorkload(principalType),
  );
  if (users.length > 0) return heldByUsers(facts, users);
  const doubtful = [...single, ...unread];
  if (doubtful.length > 0) {
    return undecided(
      `It could not be determined ${QUESTION}: Azure does not say what kind of principal holds a role, or the definition of a role could not be read.`,
      { expected: EXPECTED, seen: lines(facts, doubtful), why: WHY },
      {
        say: 'Look the principals up by their object id, and let the workflow read role definitions.',
      },
      { principals: holdersOf(doubtful) },
    );
  }
  return pass(
    holders.length === 0
      ? 'No inference role is in force at the account.'
      : 'Inference roles at the account are held by groups and workload identities.',
    {
      expected: EXPECTED,
      seen: holders.length === 0 ? 'no such assignment' : lines(facts, holders),
    },
  );
}

function heldByUsers(facts: AccountFacts, users: readonly RoleAssignment[]): Verdict {
  const principals = holdersOf(users);
  const people = principals.length;
  return fail(
    `${people === 1 ? 'A single user holds' : `${people} single users hold`} a role that allows inference at the account.`,
    { expected: EXPECTED, seen: lines(facts, users), why: WHY },
    {
      say: 'Give the role to a group, make the users members of it, then remove their own assignments.',
      Portal: `${facts.id.name} > Access control (IAM) > Role assignments > Type: User`,
      az: moveToGroup(facts, users),
      Bicep: "principalId: groupObjectId\nprincipalType: 'Group'",
    },
    { principals },
  );
}

/** First what the group needs, then what its members no longer need. */
function moveToGroup(facts: AccountFacts, users: readonly RoleAssignment[]): string {
  const conditional = users.some(({ condition }) => condition !== undefined);
  const grants = users
    .filter(({ condition }) => condition === undefined)
    .map((assignment) =>
      grantCommand({
        objectId: 'GROUP-ID',
        type: 'Group',
        role: roleOf(facts, assignment)?.name ?? assignment.roleGuid,
        scope: assignment.scope,
      }),
    );
  return [
    '# GROUP-ID: the object id of the group that has the users as members',
    ...commands(grants),
    ...(conditional ? ['# repeat for the group what is assigned under a condition'] : []),
    '# once that is in effect:',
    ...commands(users.map(({ id }) => `az role assignment delete --ids ${shellWord(id)}`)),
  ].join('\n');
}

function commands(list: readonly string[]): readonly string[] {
  return atMost([...new Set(list)], 10).map((line) =>
    line.startsWith('az ') ? line : `# ${line}`,
  );
}

function lines(facts: AccountFacts, assignments: readonly RoleAssignment[]): readonly string[] {
  const said = assignments.map(
    (assignment) => `${showHolder(facts, assignment)} holds ${showRole(facts, assignment)}`,
  );
  return atMost([...new Set(said)].sort(), 40);
}
