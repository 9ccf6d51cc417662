import type { Prober } from '../azure/probes.ts';
import type { ResourceLock } from '../azure/readers/locks.ts';
import type { Writer } from '../azure/writers/writer.ts';
import type { ArmId } from '../domain/arm-id.ts';
import type { Permission } from '../domain/authorization.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Observation } from '../domain/observation.ts';

/** All that enforcing needs of the world. */
export interface Ports {
  readonly writer: Writer;
  /**
   * Asks Azure anew for the aspects in `PLAN_ASPECTS`. Never answers from an earlier observation: the
   * interlocks are judged by it. The assignments that reach `self` are in its `reach`.
   */
  readonly observe: (account: ArmId) => Promise<AccountFacts>;
  readonly prober: Pick<Prober, 'entra' | 'key'>;
  /** What the workflow's own identity may do at a scope. */
  readonly permissions: (scope: ArmId) => Promise<Observation<readonly Permission[]>>;
  /** Locks in force at the account, inherited ones included. */
  readonly locks: (account: ArmId) => Promise<Observation<readonly ResourceLock[]>>;
  /** Object id of the workflow's own identity, lower-cased; `undefined` when it is not known. */
  readonly self: string | undefined;
  readonly clock: {
    /** Epoch milliseconds. */
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
  };
  /** Aborted when the run is cancelled: no change is started then, and nothing is waited for any longer. */
  readonly cancelled: AbortSignal;
  /** One line for people, untrusted values in it escaped by whoever prints it. */
  readonly log: (line: string) => void;
}
