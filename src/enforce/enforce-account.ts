import type { Change, ChangeKind } from '../domain/change.ts';
import { onOneLine } from '../domain/clip.ts';
import { changeLine } from '../domain/change-line.ts';
import type { PlanSettings } from '../domain/settings.ts';
import { objectionKey, overriddenBy } from '../plan/digest.ts';
import { isOverridable } from '../plan/plan-account.ts';
import { isMade, type AccountPlan, type Objection, type Step } from '../plan/step.ts';
import { assignRole } from './changes/assign-role.ts';
import { convertConnection } from './changes/convert-connection.ts';
import { disableKeys } from './changes/disable-keys.ts';
import { regenerateKeys } from './changes/regenerate-keys.ts';
import { setSubdomain } from './changes/set-subdomain.ts';
import type { EnforceRequest } from './request.ts';
import { lookAgain } from './look-again.ts';
import { listedRolesInEffectBy } from './roles-in-effect.ts';
import { waitFor } from './wait.ts';
import { blocked, explain, failed, holds, toChange, unchanged, type Outcome } from './outcome.ts';

export interface AccountRequest extends EnforceRequest {
  /** Why every write would be refused. */
  readonly locked: string | undefined;
  /** To be called when the connections of this account are as they will be; a second call does nothing. */
  readonly connectionsDone: () => void;
  /** Resolves when the connections of other accounts that point at this one are as they will be. */
  readonly othersDone: () => Promise<void>;
}

/**
 * What must have come about before a change of this kind is tried. All else that keys depend on is
 * judged by the interlocks, on what is the case by then.
 */
const NEEDS: Readonly<Record<ChangeKind, readonly ChangeKind[]>> = {
  'set-subdomain': [],
  'assign-role': [],
  'convert-connection': ['set-subdomain', 'assign-role'],
  'regenerate-keys': [],
  'disable-keys': ['regenerate-keys'],
};

const CANCELLED = 'Not started: the run was cancelled. Run enforce again to go on.';
const CUT_SHORT =
  'The run was cancelled, so nothing was waited for any longer. Run enforce again to go on.';

interface Made {
  readonly step: Step;
  readonly outcome: Outcome;
}

/** Makes the changes of one account in their order. What a failed one was needed for is blocked. */
export async function enforceAccount(
  plan: AccountPlan,
  request: AccountRequest,
): Promise<readonly Change[]> {
  const made: Made[] = [];
  const startedAt = request.ports.clock.now();
  for (const step of plan.steps) {
    const attempted = await attempt(step, plan, request, made, startedAt);
    // Names in it come from Azure; only what stops a whole plan has lines of its own.
    const outcome = { ...attempted, message: onOneLine(attempted.message) };
    request.ports.log(changeLine(toChange(step, outcome)));
    made.push({ step, outcome });
  }
  return [...plan.unchanged, ...made.map(({ step, outcome }) => toChange(step, outcome))];
}

async function attempt(
  step: Step,
  plan: AccountPlan,
  request: AccountRequest,
  before: readonly Made[],
  startedAt: number,
): Promise<Outcome> {
  if (!isMade(step)) return blocked(step.objections.join(' '));
  if (isCancelled(request)) return blocked(CANCELLED);
  if (request.locked !== undefined) return blocked(request.locked);
  const needed = NEEDS[step.change.kind];
  const broken = before.find(
    ({ step: { change }, outcome }) => needed.includes(change.kind) && stops(change.kind, outcome),
  );
  if (broken) {
    return blocked(
      `Not made, because ${broken.step.change.kind} before it was ${broken.outcome.status}: ${broken.outcome.message}`,
    );
  }
  if (takesAccess(step.change.kind)) await rolesInEffect(before, plan, request, startedAt);
  if (isCancelled(request)) return blocked(CANCELLED);
  const outcome = await make(step, plan, request).catch((error: unknown) => failed(explain(error)));
  return saidWhenCancelled(outcome, request.ports.cancelled);
}

function isCancelled({ ports }: AccountRequest): boolean {
  return ports.cancelled.aborted;
}

/** Does somebody need a role from then on, who did without? */
function takesAccess(kind: ChangeKind): boolean {
  return kind !== 'set-subdomain' && kind !== 'assign-role';
}

/**
 * Of roles that others got, in this run or right before it, nobody can see when they take effect: Azure's time
 * for it is waited out, once.
 */
async function rolesInEffect(
  made: readonly Made[],
  { account, facts }: AccountPlan,
  { ports, propagationTimeoutMs }: AccountRequest,
  startedAt: number,
): Promise<void> {
  const latest = Math.max(
    Math.min(listedRolesInEffectBy(facts, startedAt), startedAt + propagationTimeoutMs),
    ...made.map(({ outcome }) => outcome.inEffectBy ?? 0),
  );
  const timeoutMs = latest - ports.clock.now();
  if (timeoutMs <= 0) return;
  const what = `roles that were assigned at ${account.name} to take effect, which cannot be seen from here`;
  await waitFor({ ports, what, timeoutMs }, () => Promise.resolve(undefined));
}

function saidWhenCancelled(outcome: Outcome, cancelled: AbortSignal): Outcome {
  return outcome.status === 'failed' && cancelled.aborted
    ? { ...outcome, message: `${outcome.message} ${CUT_SHORT}` }
    : outcome;
}

/**
 * Keys that an interlock kept from being regenerated do not stop disable-keys: the same interlocks decide
 * about it, or `force` does. Regenerating that failed half-way does.
 */
function stops(kind: ChangeKind, outcome: Outcome): boolean {
  return kind === 'regenerate-keys' ? outcome.status === 'failed' : !holds(outcome);
}

async function make(step: Step, plan: AccountPlan, request: AccountRequest): Promise<Outcome> {
  const { ports, propagationTimeoutMs: timeoutMs } = request;
  const { change } = step;
  switch (change.kind) {
    case 'set-subdomain':
      return setSubdomain(change, keysAreOn(plan), ports);
    case 'assign-role':
      return assignRole(change, plan, ports, timeoutMs);
    case 'convert-connection':
      return convertConnection(change, ports);
    case 'regenerate-keys':
    case 'disable-keys':
      return cutKeys(change.kind, step, plan, request);
  }
}

function keysAreOn({ facts: { account } }: AccountPlan): boolean {
  return account.known && account.value.disableLocalAuth !== true;
}

/** Who approved a plan with `force` approved to override what it named, and not what came since. */
function isApproved(
  objection: Objection,
  step: Step,
  { approvedPlan = '' }: PlanSettings,
): boolean {
  return approvedPlan.trim() === '' || overriddenBy(step).includes(objectionKey(objection));
}

/** Both kinds take access from whoever uses keys, so both wait for the interlocks, asked anew each time. */
async function cutKeys(
  kind: 'regenerate-keys' | 'disable-keys',
  step: Step,
  plan: AccountPlan,
  request: AccountRequest,
): Promise<Outcome> {
  const { ports, options, propagationTimeoutMs: timeoutMs } = request;
  request.connectionsDone();
  await request.othersDone();
  const { facts, objections } = await lookAgain(plan, ports, timeoutMs);
  if (ports.cancelled.aborted) return blocked(CANCELLED);
  if (facts.account.known && facts.account.value.disableLocalAuth === true) {
    return unchanged('Keys are off since the plan was made.');
  }
  const isOverridden = (objection: Objection): boolean =>
    options.force && isOverridable(kind, objection) && isApproved(objection, step, options);
  const final = objections.filter((objection) => !isOverridden(objection));
  if (final.length > 0) return blocked(final.map(({ message }) => message).join(' '));

  if (kind === 'regenerate-keys') return regenerateKeys(plan.account, facts, ports);
  const outcome = await disableKeys(
    {
      account: plan.account,
      facts,
      proven: !objections.some(({ interlock }) => interlock === 'entra-accepted'),
      probe: plan.settings.probe !== 'off',
      timeoutMs,
    },
    ports,
  );
  if (objections.length === 0) return outcome;
  const overridden = objections.map(({ message }) => message).join(' ');
  return { ...outcome, message: `${outcome.message} Forced, although: ${overridden}` };
}
