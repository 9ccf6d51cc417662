import type { RoleAssignment } from '../domain/authorization.ts';
import { count } from '../domain/count.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import { deniesSubject, grantOf, type Want } from '../domain/permissions.ts';
import type { Rule } from '../domain/rule.ts';
import { covers } from '../domain/scope.ts';
import type { AccountSettings } from '../domain/settings.ts';
import { shellWord } from '../domain/shell.ts';
import { atMost, holdersOf, roleOf, showHolder, showRole } from './show.ts';
import { cannotTell, fail, pass, undecided } from './verdict.ts';

/** https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning */
const KEY_ACTIONS: readonly Want[] = ['listKeys', 'regenerateKey'].map((verb) => ({
  plane: 'action',
  name: `Microsoft.CognitiveServices/accounts/${verb}/action`,
}));
const EXPECTED =
  'while keys are enabled, nobody outside key-readers.allow holds a role that can list or regenerate them';
const QUESTION = 'who can read the keys of the account';

interface Reader {
  readonly assignment: RoleAssignment;
  readonly verbs: readonly string[];
  readonly certain: boolean;
}

export const keyReaders: Rule = {
  id: 'key-readers',
  severity: 'warning',
  title: 'Nobody unexpected can list or regenerate the keys while they are enabled',
  needs: ['account', 'assignments', 'roles', 'denies', 'names'],
  judge: (facts, settings) => [verdict(facts, settings)],
};

function verdict(facts: AccountFacts, { keyReadersAllow }: AccountSettings): Verdict {
  const { account, assignments, roles } = facts;
  if (!account.known) return cannotTell(QUESTION, account.reason);
  if (account.value.disableLocalAuth === true) {
    return pass('Keys are disabled, so nobody can list them.', {
      expected: EXPECTED,
      seen: 'disableLocalAuth is true; whoever may write the account can enable keys again',
    });
  }
  if (!assignments.known) return cannotTell(QUESTION, assignments.reason);
  if (!roles.known) return cannotTell(QUESTION, roles.reason);

  const allowed = new Set(keyReadersAllow.map((id) => id.toLowerCase()));
  const others = assignments.value.filter(
    ({ scope, principalId }) => covers(scope, facts.id) && !allowed.has(principalId.toLowerCase()),
  );
  const readers = others.flatMap((assignment) => readerOf(facts, assignment));
  const seen = [
    ...atMost(readers.map((reader) => describe(facts, reader)).sort(), 40),
    ...(allowed.size > 0
      ? [`allowed by the policy file: ${count(allowed.size, 'principal')}`]
      : []),
  ];
  if (readers.some(({ certain }) => certain)) return readable(facts, readers, seen);
  if (readers.length > 0) {
    return undecided(
      `It could not be determined ${QUESTION}: a condition, a deny assignment or an unread role definition leaves it in doubt.`,
      { expected: EXPECTED, seen },
      { say: 'Disable keys, which settles it; or look at the assignments that are listed.' },
      { principals: holdersOf(readers.map(({ assignment }) => assignment)) },
    );
  }
  return pass('Nobody outside key-readers.allow can list or regenerate the keys.', {
    expected: EXPECTED,
    seen: [
      `${count(others.length, 'other role assignment')} at or above the account; none allows it`,
      ...seen,
    ],
  });
}

function readerOf(facts: AccountFacts, assignment: RoleAssignment): readonly Reader[] {
  const role = roleOf(facts, assignment);
  if (!role) return [{ assignment, verbs: [], certain: false }];
  const granted = KEY_ACTIONS.flatMap((want) => {
    const truth = grantOf(role, want);
    if (truth === 'no') return [];
    const denial = denialOf(facts, assignment, want);
    if (denial === 'yes') return [];
    const certain = truth === 'yes' && denial === 'no' && !assignment.condition;
    return [{ verb: want.name.split('/').at(-2) ?? want.name, certain }];
  });
  if (granted.length === 0) return [];
  return [
    {
      assignment,
      verbs: granted.map(({ verb }) => verb),
      certain: granted.some(({ certain }) => certain),
    },
  ];
}

/**
 * Deny assignments that could not be read take nothing away: better one reader too many than one too few. Nor
 * does, from all members of a group, one that leaves somebody out: who may be a member.
 */
function denialOf(
  { denies, id }: AccountFacts,
  { principalId, principalType }: RoleAssignment,
  want: Want,
): 'yes' | 'maybe' | 'no' {
  if (!denies.known) return 'no';
  const subject = { objectId: principalId, groups: new Set<string>() };
  const isOne = /^(user|serviceprincipal)$/i.test(principalType);
  const truths = denies.value.map((deny) => {
    const truth = deniesSubject(deny, subject, want, id);
    return truth === 'yes' && !isOne && deny.excludePrincipals.length > 0 ? 'maybe' : truth;
  });
  return truths.includes('yes') ? 'yes' : truths.includes('maybe') ? 'maybe' : 'no';
}

function describe(facts: AccountFacts, { assignment, verbs, certain }: Reader): string {
  const can =
    verbs.length === 0
      ? 'may be able to read keys'
      : `${certain ? 'can' : 'may be able to'} ${verbs.join(' and ')}`;
  return `${showHolder(facts, assignment)} ${can} by ${showRole(facts, assignment)}`;
}

function readable(
  facts: AccountFacts,
  readers: readonly Reader[],
  seen: readonly string[],
): Verdict {
  const principals = holdersOf(readers.map(({ assignment }) => assignment));
  return fail(
    `${count(principals.length, 'principal')} outside key-readers.allow can list or regenerate the keys.`,
    {
      expected: EXPECTED,
      seen,
      why: 'Who can read a key can pass it on. Cognitive Services User and Foundry User can, though they are the roles of the keyless procedure.',
    },
    {
      say: 'Disable keys: then nobody can list them. Until then use roles without key access for callers (Cognitive Services OpenAI User), and name the principals that need it in key-readers.allow of the policy file.',
      Portal: `${facts.id.name} > Access control (IAM) > Role assignments`,
      az: `az role assignment list --scope ${shellWord(facts.id.text)} --include-inherited --query "[].{principal:principalName,type:principalType,role:roleDefinitionName,scope:scope,id:id}" --output table`,
      Bicep: 'properties: {\n  disableLocalAuth: true\n}',
    },
    { principals },
  );
}
