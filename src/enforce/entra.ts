import type { AccountFacts } from '../domain/facts.ts';
import type { Observation } from '../domain/observation.ts';
import type { ProbeAnswer, ProbeVerdict } from '../domain/probe.ts';
import type { Ports } from './ports.ts';
import { pause } from './wait.ts';

/** Asks the inference endpoint with a token, now. The account is the one that `facts` knows. */
export async function askEntra(
  ports: Pick<Ports, 'prober'>,
  facts: AccountFacts,
): Promise<Observation<readonly ProbeAnswer[]>> {
  const { account, deployments } = facts;
  if (!account.known) return account;
  return ports.prober.entra(account.value, deployments.known ? deployments.value : []);
}

/** Asks with a made-up key. */
export async function askKey(
  ports: Pick<Ports, 'prober'>,
  facts: AccountFacts,
): Promise<Observation<readonly ProbeAnswer[]>> {
  const { account, deployments } = facts;
  if (!account.known) return account;
  return ports.prober.key(account.value, deployments.known ? deployments.value : []);
}

/** The answer that decides; `undefined` where nothing was asked. */
export function lastAnswer(answers: Observation<readonly ProbeAnswer[]>): ProbeAnswer | undefined {
  return answers.known ? answers.value.at(-1) : undefined;
}

export function isAccepted(answers: Observation<readonly ProbeAnswer[]>): boolean {
  return lastAnswer(answers)?.verdict === 'accepted';
}

/** Verdicts that are about identity and say no. All others, network refusals above all, say nothing of it. */
const REFUSALS: readonly ProbeVerdict[] = [
  'role-missing',
  'wrong-audience',
  'wrong-tenant',
  'no-custom-subdomain',
];
const CONFIRM_AFTER_MS = [3_000, 7_000];

/** Does the endpoint refuse the token for who it is? */
export function isRefused(answers: Observation<readonly ProbeAnswer[]>): boolean {
  const answer = lastAnswer(answers);
  if (!answer) return false;
  // A 403 that is not understood may come from a firewall; a 401 speaks of who calls.
  const unclear = answer.verdict === 'undecided' && answer.status === 401;
  return unclear || REFUSALS.includes(answer.verdict);
}

/**
 * A refusal that two more questions confirm: right after a change, single nodes of the gateway answer out of
 * date. A cancelled run has seconds left, so it asks them at once: to go back for nothing locks nobody out.
 */
export async function staysRefused(
  ports: Pick<Ports, 'prober' | 'clock' | 'cancelled'>,
  facts: AccountFacts,
): Promise<ProbeAnswer | undefined> {
  let answer: ProbeAnswer | undefined;
  for (const ms of CONFIRM_AFTER_MS) {
    await pause(ms, ports);
    const entra = await askEntra(ports, facts);
    if (!isRefused(entra)) return undefined;
    answer = lastAnswer(entra);
  }
  return answer;
}

/** `POST /openai/...: HTTP 401, PermissionDenied: ...`, or why there is no answer. */
export function describe(answers: Observation<readonly ProbeAnswer[]>): string {
  // It ends inside a sentence.
  if (!answers.known) return answers.reason.message.replace(/\.$/, '');
  const answer = answers.value.at(-1);
  return answer
    ? `${answer.request} at ${answer.host} was answered HTTP ${answer.status}${answer.answer ? `, ${answer.answer}` : ''}`
    : 'nothing was asked';
}
