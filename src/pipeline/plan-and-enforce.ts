import type { AccountFacts } from '../domain/facts.ts';
import type { Change } from '../domain/change.ts';
import { changeLine } from '../domain/change-line.ts';
import type { ArmId } from '../domain/arm-id.ts';
import { applyExemptions } from '../domain/exemptions.ts';
import type { Finding } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import { listLocks } from '../azure/readers/locks.ts';
import { listOwnPermissions } from '../azure/readers/authorization.ts';
import { systemClock } from '../azure/clock.ts';
import { createWriter } from '../azure/writers/writer.ts';
import { enforce } from '../enforce/enforce.ts';
import { observeAccount } from '../observe/observe-account.ts';
import { OwnRights } from '../observe/own-rights.ts';
import { Shared } from '../observe/shared.ts';
import { INTERLOCK_ASPECTS } from '../plan/aspects.ts';
import { makePlan, planChanges } from '../plan/plan.ts';
import type { Settings } from '../settings/settle.ts';
import { untilCancelled } from './cancellation.ts';
import type { Azure } from './connect.ts';

export interface PlannedOrMade {
  readonly changes: readonly Change[];
  readonly digest: string;
  readonly losesAccess: readonly string[];
  readonly notes: readonly string[];
  /** The run was cancelled while changes were made. */
  readonly cancelled?: boolean;
}

/** Computes the plan from what was observed and, in `enforce`, makes it. */
export async function planAndEnforce(
  azure: Azure,
  options: {
    readonly settings: Settings;
    readonly facts: readonly AccountFacts[];
    /** Where hubs may point at the accounts. */
    readonly hubSubscriptions: readonly string[];
    /** Why there may be accounts in scope that `facts` know nothing of. */
    readonly unseen: readonly Unknown[];
    /** Of the accounts and of the source scan. */
    readonly findings: readonly Finding[];
    readonly mask: (secret: string) => void;
    readonly log: (line: string) => void;
  },
): Promise<PlannedOrMade> {
  const { settings, facts, hubSubscriptions, unseen, findings, mask, log } = options;
  const { inputs, policy } = settings;
  const self = await azure.tokens.ownObjectId(azure.arm.scope);
  const plan = makePlan({
    accounts: facts.map((account) => ({
      facts: account,
      settings: settings.settingsOf(account.id.key),
    })),
    options: inputs.plan,
    unseen,
    findings: applyExemptions(findings, policy?.exemptions ?? [], settings.now, policy?.file ?? '')
      .findings,
  });
  const planned = planChanges(plan);
  if (inputs.mode === 'plan') {
    for (const change of planned.changes) log(changeLine(change));
    if (planned.changes.every(({ status }) => status === 'unchanged')) log('Nothing to change.');
    log(`Plan digest: ${plan.digest}`);
    return {
      changes: planned.changes,
      digest: plan.digest,
      losesAccess: planned.losesAccess,
      notes: planned.notes,
    };
  }

  const observe = lookAgain(azure, settings, hubSubscriptions, self);
  const made = await untilCancelled(log, (cancelled) =>
    enforce({
      plan,
      options: inputs.plan,
      propagationTimeoutMs: inputs.propagationTimeoutMs,
      ports: {
        writer: createWriter({ arm: azure.arm, clock: systemClock, mask }),
        observe,
        prober: azure.prober,
        permissions: (scope) => listOwnPermissions(azure.arm, scope),
        locks: (account) => listLocks(azure.arm, account),
        self,
        clock: systemClock,
        cancelled,
        log,
      },
    }),
  );
  return {
    changes: made.result.changes,
    digest: plan.digest,
    losesAccess: planned.losesAccess,
    notes: [...(made.cancelled ? [CANCELLED] : []), ...planned.notes, ...made.result.notes],
    cancelled: made.cancelled,
  };
}

const CANCELLED =
  'The run was cancelled: no change was started after that, and the findings are those from before the changes. Run check for the state of now, and enforce to go on.';

/** Observes one account anew, before and after a change. */
function lookAgain(
  azure: Azure,
  settings: Settings,
  hubSubscriptions: readonly string[],
  self: string | undefined,
): (id: ArmId) => Promise<AccountFacts> {
  return (id) =>
    observeAccount(
      {
        arm: azure.arm,
        prober: azure.prober,
        // A new one each time: what is asked here must be the state of now.
        shared: new Shared({
          ...azure,
          rights: new OwnRights(azure.arm, self),
          graph: undefined,
          now: settings.now,
          severalIn: new Set(),
        }),
      },
      {
        id,
        needs: INTERLOCK_ASPECTS,
        settings: settings.settingsOf(id.key),
        hubSubscriptions,
        self,
      },
    );
}
