/**
 * Stands in for the npm package `open` in the bundle: only interactive browser sign-in uses it, which a
 * workflow cannot do, and bundling it drags in a shell script.
 */
export default function open(): never {
  throw new Error('Interactive sign-in is not available in this action.');
}
