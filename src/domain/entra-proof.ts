import type { DenyAssignment } from './authorization.ts';
import type { AccountFacts } from './facts.ts';
import { inferenceDemand } from './inference-actions.ts';
import { inferenceAccess } from './principal-access.ts';
import type { ProbeAnswer } from './probe.ts';

/**
 * What keeps an answer that reads as accepted from being proof. No Microsoft page says in which order an
 * endpoint checks credential, role and body, and the request of the probe is refused for its body.
 */
export type Unproven =
  /** A made-up key is answered alike: the endpoint did not look at the credential. */
  | { readonly because: 'any-credential'; readonly control: ProbeAnswer }
  /** By all role and deny assignments that reach it, the workflow's own identity may not infer. */
  | { readonly because: 'no-role'; readonly lacks: readonly string[] }
  | { readonly because: 'denied'; readonly deny: DenyAssignment };

/** @param accepted the last answer to a token. `undefined`: nothing speaks against it. */
export function unproven(facts: AccountFacts, accepted: ProbeAnswer): Unproven | undefined {
  const control = facts.keyProbe.known ? facts.keyProbe.value.at(-1) : undefined;
  if (control?.status === accepted.status && control.request === accepted.request) {
    return { because: 'any-credential', control };
  }
  // A list that was served shows by itself that it may be read.
  if (accepted.request.startsWith('GET ') || facts.self === undefined) return undefined;
  const own = inferenceAccess(facts, { type: 'ServicePrincipal', objectId: facts.self });
  if (own.verdict !== 'missing' || !facts.account.known) return undefined;
  const { wants } = inferenceDemand(facts.account.value, facts.deployments);
  // Who may call one of the models may have called that one.
  if (!wants.every(({ name }) => own.lacks.includes(name))) return undefined;
  return own.denied
    ? { because: 'denied', deny: own.denied }
    : { because: 'no-role', lacks: own.lacks };
}
