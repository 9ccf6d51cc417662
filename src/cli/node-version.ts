/** The runtime of the action, and the one that the tests run on. */
const OLDEST = 24;

/** Why this Node cannot run the command line; `undefined` when it can. @param version as `24.1.0` */
export function tooOld(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= OLDEST) return undefined;
  return `it needs Node ${OLDEST} or newer, and this is ${version}`;
}
