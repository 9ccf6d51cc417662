import type { Behaviour } from '../world.ts';
import type { SandboxClock } from './clock.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets per caller and subscription, refilled in time, and a plain "every n-th request".
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: SandboxClock;
  readonly #behaviour: Behaviour;
  #seen = 0;

  constructor(clock: SandboxClock, behaviour: Behaviour) {
    this.#clock = clock;
    this.#behaviour = behaviour;
  }

  /** Requests left in the bucket, or `undefined` if this one is one too many. */
  take(bucketName: string): number | undefined {
    this.#seen += 1;
    const { throttleEvery, armBucket } = this.#behaviour;
    if (throttleEvery > 0 && this.#seen % throttleEvery === 0) return undefined;
    if (!armBucket) return 11_999;
    const now = this.#clock.now();
    const bucket = this.#buckets.get(bucketName) ?? { tokens: armBucket.size, at: now };
    this.#buckets.set(bucketName, bucket);
    const refill = ((now - bucket.at) / 1_000) * armBucket.refillPerSecond;
    bucket.tokens = Math.min(armBucket.size, bucket.tokens + refill);
    bucket.at = now;
    if (bucket.tokens < 1) return undefined;
    bucket.tokens -= 1;
    return Math.floor(bucket.tokens);
  }
}
