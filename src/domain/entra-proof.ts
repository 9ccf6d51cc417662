import type { DenyAssignment } from './authorization.ts';
import type { AccountFacts } from './facts.ts';
import { inferenceDemand, type InferenceDemand } from './inference-actions.ts';
import type { Unknown } from './observation.ts';
import { inferenceAccess } from './principal-access.ts';
import type { ProbeAnswer } from './probe.ts';

/**
 * What keeps an answer that reads as accepted from being proof. No Microsoft page says in which order an
 * endpoint checks credential, role and body, and the request of the probe is refused for its body.
 */
export type Unproven =
  /** A made-up key is answered alike: the endpoint did not look at the credential. */
  | { readonly because: 'any-credential'; readonly control: ProbeAnswer }
  /** It was not seen how a made-up key is answered, or not which roles reach the workflow's own identity. */
  | { readonly because: 'unseen'; readonly reason: Unknown }
  /** By all role and deny assignments that reach it, the workflow's own identity may not infer. */
  | { readonly because: 'no-role'; readonly lacks: readonly string[] }
  | { readonly because: 'denied'; readonly deny: DenyAssignment };

/** @param accepted the last answer to a token. `undefined`: nothing speaks against it. */
export function unproven(facts: AccountFacts, accepted: ProbeAnswer): Unproven | undefined {
  return (
    byControl(facts, accepted) ??
    (accepted.request.startsWith('GET ') ? byList(facts) : byRole(facts, accepted))
  );
}

/** Only an endpoint that refuses a made-up key looks at the credential first. */
function byControl({ keyProbe }: AccountFacts, accepted: ProbeAnswer): Unproven | undefined {
  if (!keyProbe.known) return { because: 'unseen', reason: keyProbe.reason };
  const control = keyProbe.value.at(-1);
  if (control?.status === accepted.status && control.request === accepted.request) {
    return { because: 'any-credential', control };
  }
  if (control && isRefusal(control)) return undefined;
  const seen = control
    ? `a made-up key was answered HTTP ${control.status}${control.answer === '' ? '' : `, ${control.answer}`}`
    : 'no made-up key was sent';
  return {
    because: 'unseen',
    reason: {
      kind: 'unavailable',
      message: `The endpoint was not seen to refuse what is no credential: ${seen}.`,
      remedy: 'Run the step again.',
    },
  };
}

function isRefusal({ status, verdict }: ProbeAnswer): boolean {
  return (status === 401 || status === 403) && verdict !== 'network-refused';
}

/** A list that was served shows by itself that it may be read, and no more: where models may be deployed, too little. */
function byList(facts: AccountFacts): Unproven | undefined {
  const reason = facts.account.known
    ? inferenceDemand(facts.account.value, facts.deployments).unsure
    : facts.account.reason;
  return reason && { because: 'unseen', reason };
}

function byRole(facts: AccountFacts, { request }: ProbeAnswer): Unproven | undefined {
  if (facts.self === undefined) return { because: 'unseen', reason: NOBODY };
  const caller = { type: 'ServicePrincipal', objectId: facts.self };
  const own = inferenceAccess(facts, caller, (demand) => ofRequest(demand, request));
  switch (own.verdict) {
    case 'granted':
      return undefined;
    case 'in-doubt':
      return { because: 'unseen', reason: own.doubts[0] ?? IN_DOUBT };
    case 'missing':
      return own.denied
        ? { because: 'denied', deny: own.denied }
        : { because: 'no-role', lacks: own.lacks };
  }
}

const NOBODY: Unknown = {
  kind: 'unavailable',
  message: 'The token does not say which identity signed in, so its roles could not be looked up.',
  remedy: 'Sign in by OIDC, by a managed identity or by an Azure CLI session.',
};

const IN_DOUBT: Unknown = {
  kind: 'unavailable',
  message: 'Whether the roles of the identity that signed in allow this request could not be told.',
  remedy: 'Give it Cognitive Services OpenAI User at the account, without a condition.',
};

/** Of what the deployed models want, what this request wants; where that is not told, all of it. */
function ofRequest({ wants }: InferenceDemand, request: string): InferenceDemand {
  const family = request.includes('/openai/') ? '/openai/' : '/maas/';
  const operation = request.split('/').at(-1) ?? '';
  const own = wants.filter(({ name }) => {
    const action = name.toLowerCase();
    return action.includes(family) && action.includes(operation);
  });
  return { mode: 'all', wants: own.length > 0 ? own : wants };
}
