import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../server/clock.ts';
import type { Secrets } from '../server/secrets.ts';
import type { Account, Behaviour } from '../world.ts';

/** What the sandbox keeps about an account beside the world: keys, running writes, gateway lag. */
export interface AccountState {
  readonly keys: { key1: string; key2: string };
  /** Base address of its inference endpoint on loopback. */
  endpoint: string;
  /** Raised by each write; shown as the etag. */
  version: number;
  /** Epoch ms at which the running write ends; its operation id. */
  running:
    | { readonly until: number; readonly operation: string; undo: (() => void) | undefined }
    | undefined;
  /** What the gateway knew before the last change of `disableLocalAuth`, and when that changed. */
  before: { readonly keysEnabled: boolean; readonly changedAt: number } | undefined;
}

export interface Operation {
  readonly account: Account;
  readonly until: number;
  status: 'Running' | 'Succeeded' | 'Failed';
}

export class AccountStates {
  readonly #states = new WeakMap<Account, AccountState>();
  readonly #operations = new Map<string, Operation>();
  readonly #clock: SandboxClock;
  readonly #secrets: Secrets;
  readonly #behaviour: Behaviour;

  constructor(clock: SandboxClock, secrets: Secrets, behaviour: Behaviour) {
    this.#clock = clock;
    this.#secrets = secrets;
    this.#behaviour = behaviour;
  }

  of(account: Account): AccountState {
    let state = this.#states.get(account);
    if (!state) {
      const secrets = this.#secrets;
      const made: { key1?: string; key2?: string } = {};
      state = {
        keys: {
          // Made when first asked for: most accounts of a large estate never are.
          get key1() {
            return (made.key1 ??= secrets.newKey());
          },
          set key1(value: string) {
            made.key1 = value;
          },
          get key2() {
            return (made.key2 ??= secrets.newKey());
          },
          set key2(value: string) {
            made.key2 = value;
          },
        },
        endpoint: '',
        version: 1,
        running: undefined,
        before: undefined,
      };
      this.#states.set(account, state);
    }
    this.#settle(state);
    return state;
  }

  /** Does the inference gateway take keys now? It learns of a change later than ARM. */
  gatewayTakesKeys(account: Account): boolean {
    const { before } = this.of(account);
    const lagging =
      before !== undefined && this.#clock.now() < before.changedAt + this.#behaviour.keyDelayMs;
    return lagging ? before.keysEnabled : keysEnabled(account);
  }

  /** Starts a write that runs for `updateMs`; `undo` is called if it is to fail. */
  begin(account: Account, undo: () => void): string | undefined {
    const state = this.of(account);
    state.version += 1;
    if (this.#behaviour.updateMs <= 0) return undefined;
    const operation = randomUUID();
    const until = this.#clock.now() + this.#behaviour.updateMs;
    state.running = {
      until,
      operation,
      undo: this.#behaviour.updateEnds === 'Failed' ? undo : undefined,
    };
    this.#operations.set(operation, { account, until, status: 'Running' });
    return operation;
  }

  operation(id: string): Operation | undefined {
    const operation = this.#operations.get(id);
    if (operation) this.of(operation.account);
    return operation;
  }

  #settle(state: AccountState): void {
    const running = state.running;
    if (!running || this.#clock.now() < running.until) return;
    state.running = undefined;
    const operation = this.#operations.get(running.operation);
    if (operation) operation.status = running.undo ? 'Failed' : 'Succeeded';
    running.undo?.();
  }
}

export function keysEnabled(account: Account): boolean {
  return account.properties.disableLocalAuth !== true;
}
