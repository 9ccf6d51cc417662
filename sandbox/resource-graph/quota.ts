import type { SandboxClock } from '../server/clock.ts';
import type { Behaviour } from '../world.ts';

const WINDOW_MS = 5_000;

/**
 * Queries per caller in a window of five seconds.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
export class Quota {
  readonly #windows = new Map<string, { start: number; used: number }>();
  readonly #clock: SandboxClock;
  readonly #behaviour: Behaviour;

  constructor(clock: SandboxClock, behaviour: Behaviour) {
    this.#clock = clock;
    this.#behaviour = behaviour;
  }

  /** `remaining` is negative for a query that is one too many. */
  take(caller: string): { readonly remaining: number; readonly resetSeconds: number } {
    const now = this.#clock.now();
    let window = this.#windows.get(caller);
    if (!window || now >= window.start + WINDOW_MS) {
      window = { start: now, used: 0 };
      this.#windows.set(caller, window);
    }
    window.used += 1;
    return {
      remaining: this.#behaviour.resourceGraphQueries - window.used,
      resetSeconds: Math.max(1, Math.ceil((window.start + WINDOW_MS - now) / 1_000)),
    };
  }
}
