import type { ArmId } from '../domain/arm-id.ts';
import type { Change, PlannedChange } from '../domain/change.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Unknown } from '../domain/observation.ts';
import type { AccountSettings } from '../domain/settings.ts';

/** The rule whose sentence stands against `disable-keys`; `account` when the account itself could not be read. */
export type Interlock =
  | 'account'
  | 'entra-accepted'
  | 'connections-use-entra'
  | 'hub-connections-use-entra'
  | 'inference-role';

/** Why keys must not be switched off now. One sentence, with the remedy where there is one. */
export interface Objection {
  readonly interlock: Interlock;
  /** The connection, principal or owner of a list that it is about; empty: the account itself. Stays as it is in other words. */
  readonly subject: string;
  readonly message: string;
}

/** A change with what stands in its way. */
export interface Step {
  readonly change: PlannedChange;
  /** What it does and to what, in one sentence. */
  readonly message: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** Not empty: `enforce` will not make it, unless these are interlocks that `force` overrides. */
  readonly objections: readonly string[];
  /** Interlocks that object and that `force` overrides. */
  readonly overridden: readonly Objection[];
  /** What does not hold yet and what earlier changes of the plan should bring about. `enforce` asks again. */
  readonly awaits: readonly string[];
}

export interface AccountPlan {
  readonly account: ArmId;
  readonly facts: AccountFacts;
  readonly settings: AccountSettings;
  /** In the order in which they are made. */
  readonly steps: readonly Step[];
  /** Connections of other accounts in scope that point at this one. */
  readonly inbound: readonly Connection[];
  /** Why there may be more of them: parts of the scope that were not seen. */
  readonly unseen: readonly Unknown[];
  /** What is there already, under another name than ours. */
  readonly unchanged: readonly Change[];
  /** Who loses access when keys go; one sentence each. */
  readonly losesAccess: readonly string[];
  /** What is needed and not planned, and why; what could undo a change. One sentence each. */
  readonly notes: readonly string[];
}

export interface Plan {
  /** Sorted by id. */
  readonly accounts: readonly AccountPlan[];
  readonly digest: string;
  /** Who loses access when keys go, source files included; one sentence each. */
  readonly losesAccess: readonly string[];
}

/** Will `enforce` make it, as far as can be told now? */
export function isMade(step: Step): boolean {
  return step.objections.length === 0;
}
