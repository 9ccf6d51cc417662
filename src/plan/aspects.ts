import type { Aspect } from '../domain/facts.ts';

/** What has to be asked again of an account right before its keys are cut. */
export const INTERLOCK_ASPECTS: ReadonlySet<Aspect> = new Set<Aspect>([
  'account',
  'assignments',
  'roles',
  'denies',
  'reach',
  'own-reach',
  'deployments',
  'projects',
  'connections',
  'hubs',
  'entra-probe',
  'key-probe',
]);

/** What has to be asked of an account for its plan, whichever rules are in force. */
export const PLAN_ASPECTS: ReadonlySet<Aspect> = new Set<Aspect>([
  ...INTERLOCK_ASPECTS,
  'key-events',
  'policies',
  'project-identities',
]);
