import type { Behaviour } from '../world.ts';

/** Quick and quiet; worlds and tests turn on what they are about. */
export const DEFAULT_BEHAVIOUR: Behaviour = {
  assignmentDelayMs: 0,
  keyDelayMs: 0,
  updateMs: 0,
  updateEnds: 'Succeeded',
  retryAfterSeconds: 1,
  pageSize: 100,
  accessTokenSeconds: 3_599,
  assertionSeconds: 300,
  keyRefusal: '403',
  keyCheckOrder: 'gateway',
  permissionDenied: 'current',
  bodyCheckedFirst: false,
  modelsAudience: 'either',
  listWithoutRights: 'forbid',
  projectListsShared: false,
  principalReplicationFailures: 0,
  connectionPatch: 'merge',
  regenerateWhenDisabled: 'refuse',
  armBucket: undefined,
  throttleEvery: 0,
  throttleRetryAfterSeconds: 1,
  resourceGraphQueries: 15,
  graphAllowed: false,
  appsAllowed: false,
};
