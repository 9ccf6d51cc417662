import { count } from '../domain/count.ts';
import { ACCOUNT_TYPE } from '../domain/arm-id.ts';
import type { Change } from '../domain/change.ts';
import type { PlanSettings } from '../domain/settings.ts';
import { isMade, type AccountPlan, type Plan } from '../plan/step.ts';
import { enforceAccount } from './enforce-account.ts';
import { blocked, toChange } from './outcome.ts';
import { preflight } from './preflight.ts';
import type { EnforceRequest } from './request.ts';

export interface Enforced {
  /** One for each change of the plan, in its order, and what was there already. */
  readonly changes: readonly Change[];
  /** What the reader should know; one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Makes what the plan says and nothing else, accounts side by side. Nothing at all is written when the
 * plan is not the approved one, is larger than it may be, or needs a right that the identity lacks.
 * Never throws for what Azure answers: that is a change's status and message.
 */
export async function enforce(request: EnforceRequest): Promise<Enforced> {
  const { plan, ports } = request;
  const refusal = refuse(plan, request.options);
  if (refusal !== undefined) {
    ports.log(refusal);
    return nothingMade(plan, refusal, [refusal]);
  }

  const { missing, locked, notes } = await preflight(plan, ports);
  if (missing.length > 0) {
    const why = ['Nothing was written, anywhere.', ...missing];
    for (const line of why) ports.log(line);
    return nothingMade(plan, why.join('\n'), notes);
  }

  if (!plan.accounts.some(({ steps }) => steps.length > 0)) ports.log('Nothing to change.');
  const unreviewed = sizeOf(plan) > 0 && approvedOf(request.options) === '' ? [UNREVIEWED] : [];
  for (const note of unreviewed) ports.log(note);
  const latches = new Map(plan.accounts.map(({ account }) => [account.key, new Latch()]));
  const changes = await Promise.all(
    plan.accounts.map(async (accountPlan) => {
      const latch = latches.get(accountPlan.account.key);
      try {
        return await enforceAccount(accountPlan, {
          ...request,
          locked: locked.get(accountPlan.account.key),
          connectionsDone: () => latch?.open(),
          othersDone: () => homesDone(accountPlan, latches),
        });
      } finally {
        latch?.open();
      }
    }),
  );
  return { changes: changes.flat(), notes: [...unreviewed, ...notes] };
}

/** Opens once; who waits before or after goes on. */
class Latch {
  readonly opened: Promise<unknown>;
  readonly open: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.opened = promise;
    this.open = () => {
      resolve(undefined);
    };
  }
}

/** A connection of one account may hold a key of another: the other's keys wait for the one's connections. */
async function homesDone(
  { inbound }: AccountPlan,
  latches: ReadonlyMap<string, Latch>,
): Promise<void> {
  const homes = inbound.map(({ owner }) => (owner.ancestor(ACCOUNT_TYPE) ?? owner).key);
  await Promise.all(homes.flatMap((key) => latches.get(key)?.opened ?? []));
}

/** Why this plan is not made at all; `undefined` when nothing speaks against it. */
function refuse(plan: Plan, options: PlanSettings): string | undefined {
  const { maxChanges } = options;
  const approved = approvedOf(options);
  if (approved !== '' && approved !== plan.digest) {
    return `Nothing was written: the plan computed now has the digest ${plan.digest}, and approved-plan is ${approved}. Something changed since the plan was reviewed, or a part of it was made already: run mode plan again and review what it says.`;
  }
  const planned = sizeOf(plan);
  if (planned > maxChanges) {
    return `Nothing was written: the plan holds ${count(planned, 'change')}, and max-changes is ${maxChanges}. Review the plan, then raise max-changes, or name fewer resources.`;
  }
  return undefined;
}

/** A step cannot tell an input that is not set from an expression that came out empty. */
const UNREVIEWED =
  'approved-plan was empty: what was planned now was made, whatever was reviewed before. If the workflow meant to give a digest, look at the expression.';

function approvedOf({ approvedPlan = '' }: PlanSettings): string {
  return approvedPlan.trim().toLowerCase();
}

function sizeOf(plan: Plan): number {
  return plan.accounts.flatMap(({ steps }) => steps.filter(isMade)).length;
}

function nothingMade(plan: Plan, why: string, notes: readonly string[]): Enforced {
  return {
    changes: plan.accounts.flatMap(({ steps, unchanged }) => [
      ...unchanged,
      ...steps.map((step) =>
        toChange(step, blocked(isMade(step) ? why : step.objections.join(' '))),
      ),
    ]),
    notes,
  };
}
