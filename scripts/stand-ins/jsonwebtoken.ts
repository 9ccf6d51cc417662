/**
 * Stands in for the npm package `jsonwebtoken` in the bundle: the identity library signs with it when a
 * service principal proves itself by a certificate, which the action never does, and loading it with what
 * it needs takes time at every start.
 */
export default {
  sign(): never {
    throw new Error('Signing in with a certificate is not available in this action.');
  },
};
