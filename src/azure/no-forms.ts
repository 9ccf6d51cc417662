/**
 * The SDK's pipeline asks of every sign-in request whether its body is a `FormData`, and Node builds its
 * whole fetch stack when that global is first read, which takes longer than the rest of the sign-in does
 * on the processor. The action sends no forms: a class that nothing is an instance of answers the
 * question. It is assigned and not defined, because defining reads what was there before.
 * https://nodejs.org/api/globals.html#class-formdata
 */
export function withoutForms(): void {
  Object.assign(globalThis, {
    FormData: class FormData {
      append(): never {
        throw new TypeError('The action sends no forms.');
      }
    },
  });
}
