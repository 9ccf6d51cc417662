import type { ArmClient } from '../arm.ts';

export type KeyName = 'Key1' | 'Key2';

/** The part of `ArmClient` that writers use. */
export type Arm = Pick<ArmClient, 'send'>;

export interface WriterOptions {
  readonly arm: Arm;
  readonly clock: {
    /** Epoch milliseconds. */
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
  };
  /** Called with every key that Azure returns, before anything else happens to the answer. */
  readonly mask: (secret: string) => void;
}
