import type { AccountFacts } from '../domain/facts.ts';
import type { FixParts, Verdict } from '../domain/finding.ts';
import { principalLabel, type RequiredPrincipal } from '../domain/principal.ts';
import { inferenceAccess, type PrincipalAccess } from '../domain/principal-access.ts';
import { denyRemedy, grantCommand } from '../domain/remedy.ts';
import type { Rule } from '../domain/rule.ts';
import { bicepString } from '../domain/shell.ts';
import { atMost, showPrincipal, showRole } from './show.ts';
import { fail, pass, undecided } from './verdict.ts';

interface Judged {
  readonly principal: RequiredPrincipal;
  readonly access: PrincipalAccess;
  readonly status: 'pass' | 'fail' | 'unknown';
}

/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
export const inferenceRole: Rule = {
  id: 'inference-role',
  severity: 'error',
  title: 'Each required principal holds a role that allows inference',
  needs: ['account', 'assignments', 'roles', 'denies', 'reach', 'deployments'],
  skip: ({ principals }) =>
    principals.length === 0
      ? 'No principals are required: name them in the input principals or in the policy file.'
      : undefined,
  judge: (facts, { principals }) => {
    const judged = principals.map((principal): Judged => {
      const access = inferenceAccess(facts, principal);
      return { principal, access, status: statusOf(facts, principal, access) };
    });
    return [verdict(facts, judged)];
  },
};

function statusOf(
  facts: AccountFacts,
  principal: RequiredPrincipal,
  { verdict }: PrincipalAccess,
): Judged['status'] {
  if (verdict === 'missing') return 'fail';
  const gone = facts.names.get(principal.objectId.toLowerCase())?.gone ?? false;
  return verdict === 'granted' && !gone ? 'pass' : 'unknown';
}

function verdict(facts: AccountFacts, judged: readonly Judged[]): Verdict {
  const missing = judged.filter(({ status }) => status === 'fail');
  const doubtful = judged.filter(({ status }) => status === 'unknown');
  const told = {
    expected: 'each required principal holds a role whose data actions allow inference',
    seen: judged.flatMap((one) => describe(facts, one)),
    why: 'Without it their calls end in 401 PermissionDenied, and they would go back to keys.',
  };
  if (missing.length > 0) {
    const names = missing.map(({ principal }) => principalLabel(principal)).join(', ');
    return fail(
      `${names} ${missing.length === 1 ? 'has' : 'have'} no role that allows inference at the account.`,
      told,
      grantFix(facts, missing),
    );
  }
  if (doubtful.length > 0) {
    const names = doubtful.map(({ principal }) => principalLabel(principal)).join(', ');
    const reasons = doubtful.flatMap(({ access }) => access.doubts);
    const remedies = [...new Set(reasons.flatMap(({ remedy }) => remedy ?? []))];
    const commands = [...new Set(reasons.flatMap((reason) => reason.commands ?? []))];
    return undecided(
      `It could not be determined whether ${names} can call the models: ${reasons[0]?.message ?? 'the directory does not know the principal.'}`,
      told,
      {
        say: remedies.join(' ') || 'Check the object id of the principal.',
        ...(commands.length > 0 && { az: commands.join('\n') }),
      },
    );
  }
  return pass(
    judged.length === 1
      ? 'The required principal holds a role that allows inference.'
      : `All ${judged.length} required principals hold a role that allows inference.`,
    told,
  );
}

function describe(facts: AccountFacts, { principal, access }: Judged): readonly string[] {
  const who = showPrincipal(facts, { objectId: principal.objectId, type: principal.type });
  const [best] = access.paths;
  const lines: string[] = [];
  if (access.verdict === 'granted' && best) {
    const group = showPrincipal(facts, { objectId: best.assignment.principalId, type: 'group' });
    lines.push(
      best.through === 'itself'
        ? `${who} holds ${showRole(facts, best.assignment)}, directly.`
        : `${who} holds ${showRole(facts, best.assignment)}, through ${group}. A token from before it joined the group does not show the membership: managed identities can hold one for up to a day.`,
    );
  } else if (access.denied) {
    lines.push(
      `${who} is denied inference by the deny assignment ${access.denied.name} (${access.denied.id}) at ${access.denied.scope}.`,
    );
  } else if (access.verdict === 'missing') {
    lines.push(`${who} lacks ${access.lacks.join(' and ')}.`, ...heldLines(facts, access));
  }
  for (const doubt of access.doubts) {
    lines.push(`${who}: ${doubt.message}`);
    if (doubt.action !== undefined) {
      lines.push(`Missing permission: ${doubt.action} at ${doubt.scope ?? 'an unnamed scope'}`);
    }
  }
  if (best?.assignment.condition && access.doubts.length > 0) {
    lines.push(`Condition: ${best.assignment.condition}`);
  }
  return lines;
}

function heldLines(facts: AccountFacts, { held }: PrincipalAccess): readonly string[] {
  if (held.length === 0) return ['It holds no role at the account or above it.'];
  const roles = held.map((assignment) => showRole(facts, assignment));
  return atMost([...new Set(roles)].sort(), 10).map((role) => `It holds ${role}.`);
}

function grantFix(facts: AccountFacts, missing: readonly Judged[]): FixParts {
  const denied = missing.filter(({ access }) => access.denied);
  const lacking = missing.filter(({ access }) => !access.denied).map(({ principal }) => principal);
  const roles = [...new Set(lacking.map(({ role }) => role))].join(' or ');
  const say = [
    ...(lacking.length > 0
      ? [`Assign ${roles} at the account. It takes effect within minutes.`]
      : []),
    ...(denied.length > 0 ? [`${denyRemedy('the principal')}.`] : []),
  ].join(' ');
  if (lacking.length === 0) return { say };
  const commands = lacking.map((principal) =>
    grantCommand({
      objectId: principal.objectId,
      type: principal.type,
      role: principal.role,
      scope: facts.id.text,
    }),
  );
  return {
    say,
    Portal: `${facts.id.name} > Access control (IAM) > Add > Add role assignment > ${roles} > Members > Review + assign`,
    az: commands.join('\n'),
    Bicep: lacking.map((principal) => bicep(facts, principal)).join('\n'),
  };
}

function bicep(facts: AccountFacts, { type, objectId, role }: RequiredPrincipal): string {
  const wanted = role.toLowerCase();
  const found = facts.roles.known
    ? [...facts.roles.value.values()].find(
        ({ guid, name }) => guid === wanted || name.toLowerCase() === wanted,
      )
    : undefined;
  const guid = bicepString(found?.guid ?? 'ROLE-DEFINITION-GUID');
  return [
    `resource inference_${objectId.replaceAll(/\W/g, '_')} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {`,
    '  scope: account',
    `  name: guid(account.id, ${bicepString(objectId)}, ${guid})`,
    '  properties: {',
    `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${guid})`,
    `    principalId: ${bicepString(objectId)}`,
    `    principalType: ${bicepString(type)}`,
    '  }',
    '}',
  ].join('\n');
}
