/** `LONG=1` searches for hours' worth of what the suite otherwise samples in seconds. */
export const LONG = process.env.LONG === '1';

/** `EFFORT=10`: so many times the runs of a pull request. */
const TIMES = Number(process.env.EFFORT ?? (LONG ? 100 : 1));

/** Runs of a property: few enough for every pull request, or many times as many. */
export function runs(short: number): { readonly numRuns: number } {
  return { numRuns: short * TIMES };
}

/** For a test that holds such a property. */
export const PATIENCE_MS = TIMES > 1 ? 4 * 3_600_000 : 60_000;
