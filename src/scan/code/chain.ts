import { calleePath, lastWord, type Call, type Expr } from './expression.ts';
import { bindingsOf } from './program.ts';
import type { Place } from './place.ts';

/** Where a chain of calls starts: `new XBuilder()`, `X.builder()`. */
export interface ChainRoot {
  /** The class, as it is written. */
  readonly path: string;
  /** The expression itself, to tell two chains on the same class apart. */
  readonly start: Expr;
}

/** Follows `a().b().c()` and variables back to the class that the chain starts from. */
export function chainRoot(call: Call, place: Place): ChainRoot | undefined {
  let here: Expr = call;
  let from: Place = place;
  for (let steps = 0; steps < 60; steps += 1) {
    if (here.kind === 'member') {
      here = here.of;
    } else if (here.kind === 'call') {
      const path = calleePath(here);
      const object = path?.slice(0, Math.max(path.lastIndexOf('.'), 0));
      if (path === undefined) here = here.callee;
      else if (object === undefined || object === '') return { path, start: here };
      else if (isMaker(lastWord(path)) && /^[A-Z]/.test(lastWord(object)))
        return { path: object, start: here };
      else here = { kind: 'name', path: object, span: here.span };
    } else if (here.kind === 'name') {
      const bound: Expr | undefined = bindingsOf(here.path, from.scope, from.at).at(0)?.value;
      if (!bound || bound === here) return undefined;
      from = { scope: from.scope, at: Number.MAX_SAFE_INTEGER };
      here = bound;
    } else {
      return undefined;
    }
  }
  return undefined;
}

/** `X.builder()` starts a chain on `X`. */
function isMaker(name: string): boolean {
  return name === 'builder' || name === 'newBuilder' || name === 'create';
}
