import type { DenyAssignment } from '../domain/authorization.ts';
import { unproven, type Unproven } from '../domain/entra-proof.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { FixParts, Verdict } from '../domain/finding.ts';
import { principalOf } from '../domain/probe-classify.ts';
import type { ProbeAnswer } from '../domain/probe.ts';
import { dataRoleFor, denyRemedy, grantCommand } from '../domain/remedy.ts';
import type { Rule } from '../domain/rule.ts';
import { subdomainFix } from './custom-subdomain.ts';
import { NO_PROBE, probesOff, showAnswer, UNDECIDED_REMEDY } from './probe-verdict.ts';
import { cannotTell, fail, pass, skipped, undecided } from './verdict.ts';

const QUESTION = 'whether the endpoint accepts an Entra token for inference';

/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
export const entraAccepted: Rule = {
  id: 'entra-accepted',
  severity: 'error',
  title: 'The inference endpoint accepts an Entra token',
  needs: [
    'account',
    'deployments',
    'entra-probe',
    'key-probe',
    'own-reach',
    'assignments',
    'roles',
    'denies',
  ],
  skip: probesOff,
  judge: (facts) => [verdict(facts)],
};

function verdict(facts: AccountFacts): Verdict {
  const { account, entraProbe } = facts;
  const answers = entraProbe.known ? entraProbe.value : [];
  const last = answers.at(-1);
  if (last?.verdict === 'accepted') {
    const doubt = unproven(facts, last);
    return doubt ? notProven(facts, answers, doubt) : accepted(answers, last);
  }
  if (account.known && !account.value.customSubdomain && (last || !entraProbe.known)) {
    return noSubdomain(facts, answers);
  }
  if (!entraProbe.known) return cannotTell(QUESTION, entraProbe.reason);
  if (!last) return skipped(NO_PROBE);
  if (last.verdict === 'no-custom-subdomain') return noSubdomain(facts, answers);
  if (last.verdict === 'role-missing') return roleMissing(facts, answers, last);
  return notDecided(answers, last);
}

function accepted(answers: readonly ProbeAnswer[], last: ProbeAnswer): Verdict {
  const reading = last.request.startsWith('GET ');
  const limit = reading
    ? 'No model is deployed, so a list was read: that proves a read data action only.'
    : 'The request is refused as invalid only after authorization, and uses no model tokens.';
  return pass('The endpoint accepts an Entra token for inference.', {
    expected: expected(),
    seen: [...answers.map(showAnswer), limit],
    why: "It proves the workflow's own identity; that others hold a role is judged by inference-role.",
  });
}

function notProven(facts: AccountFacts, answers: readonly ProbeAnswer[], doubt: Unproven): Verdict {
  switch (doubt.because) {
    case 'any-credential':
      return provesNothing(answers, doubt.control);
    case 'unseen':
      return cannotTell(QUESTION, doubt.reason, {}, answers.map(showAnswer));
    case 'no-role':
      return withoutRole(facts, answers, doubt.lacks);
    case 'denied':
      return denied(facts, answers, doubt.deny);
  }
}

function provesNothing(answers: readonly ProbeAnswer[], control: ProbeAnswer): Verdict {
  return undecided(
    `It could not be determined ${QUESTION}: the endpoint answers a made-up key in the same way, so it did not look at the token.`,
    { expected: expected(), seen: [...answers, control].map(showAnswer) },
    {
      say: 'Call a deployment once with an Entra token by hand to be sure, and report the answers: the probe needs another request for this endpoint.',
    },
  );
}

function noSubdomain(facts: AccountFacts, answers: readonly ProbeAnswer[]): Verdict {
  return fail(
    'The endpoint refuses Entra tokens, because the account has no custom subdomain.',
    {
      expected: expected(),
      seen: [...answers.map(showAnswer), 'customSubDomainName is absent'],
      why: 'Regional endpoints take keys only: see the rule custom-subdomain.',
    },
    subdomainFix(facts.id),
  );
}

function roleMissing(
  facts: AccountFacts,
  answers: readonly ProbeAnswer[],
  last: ProbeAnswer,
): Verdict {
  const dataAction = last.dataAction ?? 'the data action of the request';
  return undecided(
    `It could not be determined ${QUESTION}: the token was recognised, but the workflow's own identity lacks ${dataAction} at the account.`,
    {
      expected: expected(),
      seen: [...answers.map(showAnswer), `Missing permission: ${dataAction} at ${facts.id.text}`],
      why: 'Authentication works; only a caller with the role shows that inference does.',
    },
    grantFix(facts, principalOf(last.answer), last.dataAction),
  );
}

/** The endpoint let the request pass as far as its body, and Azure lists no role for that. */
function withoutRole(
  facts: AccountFacts,
  answers: readonly ProbeAnswer[],
  lacks: readonly string[],
): Verdict {
  return undecided(
    `It could not be determined ${QUESTION}: no role that Azure lists allows the workflow's own identity to infer, so the endpoint may have refused the request before it looked for one.`,
    {
      expected: expected(),
      seen: [
        ...answers.map(showAnswer),
        `No inference role of ${facts.self ?? "the workflow's own identity"} is in force at ${facts.id.text}, itself or through a group`,
      ],
      why: 'Only a caller with the role shows that inference works.',
    },
    // The role for models of all publishers, where those of OpenAI are not all.
    grantFix(facts, facts.self, lacks.find((action) => !/\/OpenAI\//i.test(action)) ?? lacks[0]),
  );
}

/** The same, and a role would not help. */
function denied(
  facts: AccountFacts,
  answers: readonly ProbeAnswer[],
  { name, id, scope }: DenyAssignment,
): Verdict {
  return undecided(
    `It could not be determined ${QUESTION}: the deny assignment ${name} keeps the workflow's own identity from inferring, so the endpoint may have refused the request before it looked for a role.`,
    {
      expected: expected(),
      seen: [
        ...answers.map(showAnswer),
        `${facts.self ?? "The workflow's own identity"} is denied inference by the deny assignment ${name} (${id}) at ${scope}`,
      ],
      why: 'Only a caller who may infer shows that inference works.',
    },
    {
      say: `${denyRemedy('the identity')}, or switch the probe off.`,
    },
  );
}

function grantFix(
  { id }: AccountFacts,
  objectId: string | undefined,
  dataAction?: string,
): FixParts {
  const role = dataRoleFor(dataAction ?? '/accounts/OpenAI/');
  return {
    say: `Grant the workflow's identity ${role} at the account, or a custom role with ${dataAction ?? 'the data action of the request'}, or switch the probe off; if it was granted just now, wait five minutes and run again.`,
    Portal: `${id.name} > Access control (IAM) > Add > Add role assignment > ${role}`,
    az: grantCommand({ objectId, role, scope: id.text }),
  };
}

function notDecided(answers: readonly ProbeAnswer[], last: ProbeAnswer): Verdict {
  const known =
    last.verdict === 'wrong-audience'
      ? {
          because: `the endpoint took none of the audiences that were tried (${answers.map(({ audience }) => audience ?? '').join(', ')})`,
          say: 'Check that environment names the cloud of the account; the answer names the audience that it expects.',
        }
      : UNDECIDED_REMEDY[last.verdict];
  return undecided(
    `It could not be determined ${QUESTION}: ${known?.because ?? `the answer (HTTP ${last.status}) says neither yes nor no`}.`,
    { expected: expected(), seen: answers.map(showAnswer) },
    { say: known?.say ?? 'Run again; if it stays so, report the answer.' },
  );
}

function expected(): string {
  return 'a request with an Entra token passes authentication and authorization';
}
