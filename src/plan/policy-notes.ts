import type { PolicyGuard } from '../domain/authorization.ts';
import type { ChangeKind } from '../domain/change.ts';
import type { AccountFacts } from '../domain/facts.ts';
import { remedyLine } from '../domain/remedy.ts';

/** "Configure Azure AI Services resources to disable local key access", a built-in policy definition. */
const REDEPLOYS_ACCOUNT = '55eff01b-f2bd-4c32-9203-db285f709d30';

/**
 * Why any other write to the account would cut its keys, or may: before Entra ID was proven. `undefined`: it
 * does not, or keys are off anyway.
 */
export function cutsKeysUnproven({ account, policies }: AccountFacts): string | undefined {
  if (account.known && account.value.disableLocalAuth === true) return undefined;
  if (!policies.known) {
    return `Whether a policy assignment switches keys off on every write to the account could not be determined: ${policies.reason.message} ${remedyLine(policies.reason)}`.trim();
  }
  const guard = policies.value.find((one) => mayHold(one) && one.effect.toLowerCase() === 'modify');
  return (
    guard &&
    `The policy assignment ${guard.assignmentName} switches keys off on every write to the account, so this would cut keys without any proof that Entra ID works: set the subdomain by hand when nobody needs keys, or ask for an exemption from the policy.`
  );
}

/** Policy assignments that could refuse or undo a planned change, or the way back from it. */
export function policyNotes(
  { policies }: AccountFacts,
  kinds: readonly ChangeKind[],
): readonly string[] {
  if (!kinds.some((kind) => kind === 'set-subdomain' || kind === 'disable-keys')) return [];
  if (!policies.known) {
    return [
      `Whether a policy assignment refuses a change, or the way back from it, could not be determined: ${policies.reason.message}`,
    ];
  }
  return policies.value
    .filter(mayHold)
    .flatMap((guard) => note(guard, kinds))
    .sort();
}

function mayHold({ enforced, lifted }: PolicyGuard): boolean {
  return enforced && lifted?.certain !== true;
}

function note(guard: PolicyGuard, kinds: readonly ChangeKind[]): readonly string[] {
  const name = `The policy assignment ${guard.assignmentName} (${guard.effect}, at ${guard.scope})`;
  switch (guard.effect.toLowerCase()) {
    case 'modify':
      return [
        `${name} switches keys off on every write to the account: if Entra ID breaks, switching them on again will not hold.`,
      ];
    case 'deny':
      return [
        ...(kinds.includes('set-subdomain')
          ? [`${name} refuses every write while keys are on: set-subdomain will fail.`]
          : []),
        `${name} refuses to switch keys on again, if Entra ID breaks.`,
      ];
    case 'deployifnotexists':
      return [
        guard.definitionGuid.toLowerCase() === REDEPLOYS_ACCOUNT
          ? `${name} can redeploy the account after a write, with the resource's name as its subdomain and, by default, public network access off.`
          : `${name} can redeploy the account after a write.`,
      ];
    default:
      return [];
  }
}
