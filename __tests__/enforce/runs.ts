import type { ArmId } from '../../src/domain/arm-id.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../src/domain/change.ts';
import { RULE_IDS } from '../../src/domain/finding.ts';
import type { RequiredPrincipal } from '../../src/domain/principal.ts';
import type { AccountSettings, PlanSettings, RuleLevels } from '../../src/domain/settings.ts';
import { enforce, type Enforced } from '../../src/enforce/enforce.ts';
import type { Ports } from '../../src/enforce/ports.ts';
import { makePlan } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/step.ts';
import { judge } from '../../src/rules/judge.ts';
import { accountId, TEAM, type MemoryAzure } from './memory-azure.ts';

export const GROUP: RequiredPrincipal = {
  type: 'Group',
  objectId: TEAM,
  role: 'Cognitive Services User',
};

export interface RunOptions extends Partial<PlanSettings> {
  readonly principals?: readonly RequiredPrincipal[];
  readonly probe?: AccountSettings['probe'];
  readonly levels?: Partial<RuleLevels>;
  readonly propagationTimeoutMs?: number;
}

export function settingsOf({ principals, probe, levels }: RunOptions): AccountSettings {
  return {
    principals: principals ?? [GROUP],
    levels: {
      ...(Object.fromEntries(RULE_IDS.map((id) => [id, 'error'])) as Record<
        (typeof RULE_IDS)[number],
        'error'
      >),
      ...levels,
    },
    keyReadersAllow: [],
    probe: probe ?? 'on',
    now: new Date('2026-11-01T00:00:00Z'),
  };
}

export const ALL: readonly ChangeKind[] = CHANGE_KINDS;

/** What `mode: plan` does: observe, judge, plan. */
export function plan(azure: MemoryAzure, options: RunOptions = {}): Plan {
  const settings = settingsOf(options);
  const facts = azure.accounts.map(({ name }) => azure.facts(accountId(name)));
  return makePlan({
    accounts: facts.map((one) => ({ facts: one, settings })),
    unseen: [],
    options: { allow: options.allow ?? ALL, force: options.force ?? false },
    findings: facts.flatMap((one) => judge(one, settings)),
  });
}

/** What `mode: enforce` does: plan, then make it. */
export function run(
  azure: MemoryAzure,
  options: RunOptions = {},
  ports: Partial<Ports> = {},
): Promise<Enforced> {
  return enforce({
    plan: plan(azure, options),
    options: {
      allow: options.allow ?? ALL,
      force: options.force ?? false,
      maxChanges: options.maxChanges ?? 50,
      approvedPlan: options.approvedPlan,
    },
    propagationTimeoutMs: options.propagationTimeoutMs ?? 600_000,
    ports: { ...azure.ports(), ...ports },
  });
}

/** `kind status` of each change, in order. */
export function outcomes({ changes }: Pick<Enforced, 'changes'>): readonly string[] {
  return changes.map(({ kind, status }) => `${kind} ${status}`);
}

export function kinds(planned: Plan): readonly string[] {
  return planned.accounts.flatMap(({ steps }) => steps.map(({ change }) => change.kind));
}

export function only(id: ArmId, planned: Plan) {
  const found = planned.accounts.find(({ account }) => account.equals(id));
  if (!found) throw new Error(`no plan for ${id.text}`);
  return found;
}
