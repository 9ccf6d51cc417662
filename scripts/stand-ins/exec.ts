/**
 * Stands in for the npm package `@actions/exec` in the bundle: the toolkit asks programs of the machine
 * for its version with it, which the action never wants to know, and loading what starts programs takes
 * time at every start.
 */
export function getExecOutput(): never {
  throw new Error('Starting programs through the toolkit is not available in this action.');
}
