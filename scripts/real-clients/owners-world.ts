import type { World } from '../../sandbox/world.ts';
import { toJob } from '../../sandbox/worlds/base.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';

/** The legacy world with its owner at az, who may read names in the directory. */
export function ownersWorld(): World {
  const world = legacyWorld('none');
  world.roleAssignments.push(toJob('Owner', RESOURCE_IDS.subscription));
  world.behaviour = {
    ...world.behaviour,
    graphAllowed: true,
    appsAllowed: true,
    updateMs: 300,
    retryAfterSeconds: 1,
  };
  return world;
}
