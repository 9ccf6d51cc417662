import type { World } from '../world.ts';
import { compliantWorld } from './compliant.ts';
import { demoWorld } from './demo.ts';
import { estateWorld } from './estate.ts';
import { legacyWorld } from './legacy.ts';

/** Ready-made worlds by the name that the command line takes. */
export const WORLDS: Readonly<Record<string, () => World>> = {
  compliant: () => compliantWorld(),
  legacy: () => legacyWorld(),
  demo: () => demoWorld(),
  'estate-1000': () =>
    estateWorld({
      subscriptions: 20,
      accounts: 1_000,
      projectsPerAccount: 2,
      connectionsPerAccount: 6,
      legacyEvery: 10,
    }),
  'estate-5000': () =>
    estateWorld({
      subscriptions: 20,
      accounts: 5_000,
      projectsPerAccount: 2,
      connectionsPerAccount: 6,
      legacyEvery: 10,
    }),
};
