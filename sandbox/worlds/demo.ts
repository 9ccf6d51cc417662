import type { World } from '../world.ts';
import { legacyWorld } from './legacy.ts';

/**
 * The story of the demo: a team's resource on keys, a job that may change it, and Azure's delays cut to
 * what a person waits for.
 */
export function demoWorld(): World {
  return {
    ...legacyWorld('enforce'),
    behaviour: { assignmentDelayMs: 1_500, keyDelayMs: 1_500, updateMs: 800, retryAfterSeconds: 1 },
  };
}
