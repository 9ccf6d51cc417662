import { AzureError } from '../../azure/errors.ts';
import type { PlannedChange } from '../../domain/change.ts';
import { principalLabel } from '../../domain/principal.ts';
import type { AccountPlan } from '../../plan/step.ts';
import { askEntra, isAccepted, lastAnswer } from '../entra.ts';
import { done, failed, unchanged, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { IN_EFFECT_AFTER_MS } from '../roles-in-effect.ts';
import { seconds, waitFor, whileContended } from '../wait.ts';

type AssignRole = PlannedChange & { readonly kind: 'assign-role' };

/** Assigns the role and waits until it is there and, where the workflow's own identity can show it, in effect. */
export async function assignRole(
  change: AssignRole,
  plan: AccountPlan,
  ports: Ports,
  timeoutMs: number,
): Promise<Outcome> {
  const { account, roleName } = change;
  const principal = principalLabel({ type: change.principalType, objectId: change.principalId });
  const started = ports.clock.now();
  const waited = (): string => seconds(ports.clock.now() - started);

  const made = await create(change, principal, ports, timeoutMs);
  if (made === undefined) {
    return failed(
      `The directory does not know ${principal} after ${waited()}. Check that it is the object id (for a service principal: of the enterprise application, not the application id) and that tenant-id is its tenant.`,
    );
  }
  if (made === 'exists') {
    return unchanged(
      `${principal} already has ${roleName} at ${account.name}, by an assignment with another name.`,
    );
  }

  const left = (): number => Math.max(0, timeoutMs - (ports.clock.now() - started));
  const readBack = await waitFor(
    {
      ports,
      what: `the assignment of ${roleName} to ${principal} to be readable`,
      timeoutMs: left(),
    },
    async () => (await ports.writer.hasAssignment(account, change.assignmentName)) || undefined,
  );
  if (!readBack.answer) {
    return failed(
      `Azure took the assignment of ${roleName} to ${principal}, and it cannot be read back after ${waited()}. Run again.`,
    );
  }
  return effect(change, principal, plan, ports, left(), started);
}

/** `undefined`: the directory did not know the principal in all that time. */
async function create(
  change: AssignRole,
  principal: string,
  ports: Ports,
  timeoutMs: number,
): Promise<'created' | 'exists' | undefined> {
  const { answer } = await waitFor(
    { ports, what: `the directory to know ${principal}`, timeoutMs },
    async () => {
      try {
        return await whileContended(ports, `the role assignments of ${change.account.name}`, () =>
          ports.writer.assignRole(change),
        );
      } catch (error) {
        if (error instanceof AzureError && error.code === 'PrincipalNotFound') return undefined;
        throw error;
      }
    },
  );
  return answer;
}

/**
 * Only the workflow's own identity can be probed, and only where it is the principal or a member of the
 * group. Of all others Azure tells that the assignment exists, not when every endpoint has learnt of it.
 */
async function effect(
  change: AssignRole,
  principal: string,
  plan: AccountPlan,
  ports: Ports,
  timeoutMs: number,
  started: number,
): Promise<Outcome> {
  const { account, roleName } = change;
  const assigned = `${principal} has ${roleName} at ${account.name}`;
  const ends = ports.clock.now() + timeoutMs;
  const unseen = (message: string): Outcome => ({
    ...done(message),
    inEffectBy: Math.min(started + IN_EFFECT_AFTER_MS, ends),
  });
  const reaches = plan.settings.probe === 'off' ? 'no' : await reachesSelf(change, ports);
  const facts = plan.facts;
  // Where it already worked before the assignment, or no endpoint can be asked, a probe shows nothing.
  const before = facts.entraProbe.known ? lastAnswer(facts.entraProbe)?.verdict : undefined;
  if (reaches === 'no' || (reaches === 'unknown' && before !== 'role-missing')) {
    return unseen(
      `${assigned}: the assignment reads back. Tokens of others cannot be tried from here.`,
    );
  }
  if (before === 'accepted') {
    return unseen(
      `${assigned}: the assignment reads back. The endpoint took the workflow's own token before, so it cannot show the effect.`,
    );
  }
  const fresh = await ports.observe(account);
  const probed = await waitFor(
    { ports, what: `${roleName} of ${principal} to take effect at ${account.name}`, timeoutMs },
    async () => {
      const entra = await askEntra(ports, fresh);
      if (isAccepted(entra)) return 'accepted';
      // Nothing to wait for: no answer of the endpoint is about the role.
      return entra.known && lastAnswer(entra)?.verdict === 'role-missing' ? undefined : 'undecided';
    },
  );
  const delay = seconds(ports.clock.now() - started);
  if (probed.answer === 'accepted') {
    return done(
      `${assigned}, in effect after ${delay}: the endpoint accepts the workflow's own token.`,
    );
  }
  if (probed.answer === 'undecided' || reaches === 'unknown') {
    return unseen(
      `${assigned}: the assignment reads back. The endpoint did not tell whether it is in effect.`,
    );
  }
  return failed(
    `${assigned}, and it is not in effect after ${delay}: the endpoint still answers that the role is missing. Role assignments can take up to 10 minutes: run again, or raise propagation-timeout.`,
  );
}

/** Does the assignment reach the workflow's own identity, itself or through a group? */
async function reachesSelf(change: AssignRole, ports: Ports): Promise<'yes' | 'no' | 'unknown'> {
  const { self } = ports;
  if (self === undefined) return 'unknown';
  if (change.principalId.toLowerCase() === self) return 'yes';
  if (change.principalType !== 'Group') return 'no';
  const reach = (await ports.observe(change.account)).reach.get(self);
  if (!reach?.known) return 'unknown';
  return reach.value.some(
    ({ principalId, roleGuid }) =>
      principalId.toLowerCase() === change.principalId.toLowerCase() &&
      roleGuid === change.roleGuid,
  )
    ? 'yes'
    : 'no';
}
