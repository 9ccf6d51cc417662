import type { Account } from '../domain/account.ts';
import type { PolicyGuard } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { FixParts, Verdict } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import { covers, describeScope } from '../domain/scope.ts';
import { shellWord } from '../domain/shell.ts';
import { cannotTell, fail, pass, undecided } from './verdict.ts';

const EXPECTED =
  'an Azure Policy assignment in force on the scope of the account denies, modifies or audits key-based authentication';
const QUESTION = 'whether an Azure Policy assignment guards key-based authentication';
/** "Azure AI Services resources should have key access disabled", built in; its effects are Audit, Deny and Disabled. */
const BUILT_IN = '71ef260a-8f18-47b7-abcb-62d0673d94dc';
/** "Configure Azure AI Services resources to disable local key access", built in. */
const DEPLOY_BUILT_IN = '55eff01b-f2bd-4c32-9203-db285f709d30';
const GUARDING = /^(deny|modify|append|audit|auditifnotexists|deployifnotexists)$/i;

/** https://learn.microsoft.com/azure/ai-services/disable-local-auth and https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics */
export const policyGuardrail: Rule = {
  id: 'policy-guardrail',
  severity: 'note',
  title:
    'Azure Policy denies, modifies or audits key-based authentication on the scope of the account',
  needs: ['account', 'policies'],
  judge: (facts) => {
    if (!facts.policies.known) return [cannotTell(QUESTION, facts.policies.reason)];
    return [
      verdict(
        facts,
        facts.policies.value.filter(({ scope }) => covers(scope, facts.id)),
      ),
    ];
  },
};

function verdict(facts: AccountFacts, guards: readonly PolicyGuard[]): Verdict {
  const told = {
    expected: EXPECTED,
    seen:
      guards.length === 0
        ? ['no assignment that is about disableLocalAuth']
        : guards.map((guard) => describe(facts, guard)).sort(),
    why: 'Without it the next template or click turns keys on again, and nobody is told.',
  };
  const inForce = guards.filter((guard) => guardsKeys(guard) && !guard.lifted);
  if (inForce.length > 0) {
    const effects = [...new Set(inForce.map(({ effect }) => effect))].sort().join(', ');
    const rewrites = facts.account.known ? rewritesOf(inForce, facts.account.value) : [];
    return pass(
      [`Azure Policy guards key-based authentication (${effects}).`, ...rewrites].join(' '),
      {
        ...told,
        seen: [...told.seen, ...rewrites],
      },
    );
  }
  const [unread] = guards.filter(guardsKeys).flatMap(({ lifted }) => lifted?.unread ?? []);
  if (unread) return cannotTell(QUESTION, unread);
  const doubt = guards.map(doubtOf).find((reason) => reason !== undefined);
  if (doubt !== undefined) {
    return undecided(`It could not be determined ${QUESTION}: ${doubt}.`, told, {
      say: 'Look at the assignment and its exemptions in the portal, under Policy > Assignments.',
    });
  }
  return fail(
    guards.length === 0
      ? 'No Azure Policy assignment guards key-based authentication on the scope of the account.'
      : guards.some(guardsKeys)
        ? 'The account is exempt from the Azure Policy assignments that guard key-based authentication.'
        : 'The Azure Policy assignments about key-based authentication are not enforced, or their effect is Disabled.',
    told,
    assignFix(facts),
  );
}

function guardsKeys({ enforced, effect }: PolicyGuard): boolean {
  return enforced && GUARDING.test(effect);
}

/** Why the assignment may guard, and may not. */
function doubtOf({ enforced, effect, lifted }: PolicyGuard): string | undefined {
  if (!enforced || lifted?.certain === true) return undefined;
  if (effect === '')
    return 'the effect of an assignment is an expression or has a selector that only Azure Policy evaluates';
  return lifted && GUARDING.test(effect)
    ? `an assignment may be lifted by ${lifted.by}`
    : undefined;
}

function describe(facts: AccountFacts, guard: PolicyGuard): string {
  const { assignmentName, assignmentId, effect, enforced, scope, definitionGuid, lifted } = guard;
  const state = [
    enforced ? '' : ', not enforced (enforcementMode DoNotEnforce)',
    lifted ? `, ${lifted.certain ? '' : 'perhaps '}lifted by ${lifted.by}` : '',
  ].join('');
  return `${assignmentName} (${assignmentId}): effect ${effect === '' ? 'not known' : effect}${state}, definition ${definitionGuid}, assigned at ${describeScope(scope, facts.id)}`;
}

/**
 * The built-in DeployIfNotExists definition redeploys the account with a subdomain and network access of its
 * own choice. https://www.azadvertizer.net/azpolicyadvertizer/55eff01b-f2bd-4c32-9203-db285f709d30.html
 */
function rewritesOf(guards: readonly PolicyGuard[], account: Account): readonly string[] {
  const deploying = guards.filter(({ effect }) => effect.toLowerCase() === 'deployifnotexists');
  if (deploying.length === 0) return [];
  if (!deploying.some(({ definitionGuid }) => definitionGuid.toLowerCase() === DEPLOY_BUILT_IN)) {
    return ['Warning: what else its DeployIfNotExists deployment sets was not read.'];
  }
  const { customSubdomain, name, publicNetworkAccess } = account;
  return [
    ...(customSubdomain?.toLowerCase() === name.toLowerCase()
      ? []
      : [
          `Warning: its DeployIfNotExists deployment sets the custom subdomain to ${name}, which is ${customSubdomain ? `another than ${customSubdomain} and fails` : 'not reversible'}.`,
        ]),
    ...(publicNetworkAccess?.toLowerCase() === 'disabled'
      ? []
      : [
          'Warning: its DeployIfNotExists deployment sets publicNetworkAccess to Disabled unless the assignment says otherwise, which cuts off callers outside the network.',
        ]),
  ];
}

function assignFix({ id }: AccountFacts): FixParts {
  const scope = `/subscriptions/${id.subscriptionId ?? ''}`;
  return {
    say: 'Assign the built-in definition with effect Audit first; set it to Deny when the subscription is clean.',
    Portal:
      'Policy > Definitions > Azure AI Services resources should have key access disabled > Assign policy',
    az: `az policy assignment create --name keyless-ai --display-name 'AI Services without keys' --policy ${BUILT_IN} --scope ${shellWord(scope)} --params '{"effect":{"value":"Audit"}}'`,
    Bicep: [
      "targetScope = 'subscription'",
      "resource keyless 'Microsoft.Authorization/policyAssignments@2024-04-01' = {",
      "  name: 'keyless-ai'",
      '  properties: {',
      `    policyDefinitionId: tenantResourceId('Microsoft.Authorization/policyDefinitions', '${BUILT_IN}')`,
      "    parameters: { effect: { value: 'Audit' } }",
      '  }',
      '}',
    ].join('\n'),
  };
}
