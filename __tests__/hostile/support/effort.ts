/** `LONG=1` searches for hours' worth of what the suite otherwise samples in seconds. */
export const LONG = process.env.LONG === '1';

/** Runs of a property: few enough for every pull request, or a hundred times as many. */
export function runs(short: number): { readonly numRuns: number } {
  return { numRuns: LONG ? short * 100 : short };
}

/** For a test that holds such a property. */
export const PATIENCE_MS = LONG ? 4 * 3_600_000 : 60_000;
