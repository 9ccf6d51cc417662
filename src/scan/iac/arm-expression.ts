import type { Span } from '../code/expression.ts';
import type { IacBody, IacExpr } from './expression.ts';

/**
 * A template expression of ARM JSON: `[if(parameters('a'), 'x', variables('b').c[0])]`. The language has calls,
 * members, indices, texts and numbers, and no more (learn.microsoft.com, "Syntax and expressions in ARM
 * templates"). A text that is no expression is itself.
 */
export function armExpression(text: string, span: Span): IacExpr {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[['))
    return { kind: 'literal', value: text, span };
  const tokens =
    text
      .slice(1, -1)
      .match(
        /'(?:[^']|'')*'|[A-Za-z_$][\w.$]{0,200}(?=\s{0,40}\()|[A-Za-z_$]\w*|-?\d+|[().,[\]]/g,
      ) ?? [];
  let at = 0;
  const make = (body: IacBody): IacExpr => ({ ...body, span });
  const primary = (depth: number): IacExpr => {
    const token = tokens[at];
    at += 1;
    if (token === undefined || depth > 60) return make({ kind: 'other' });
    if (token.startsWith("'"))
      return make({ kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") });
    if (/^-?\d/.test(token)) return make({ kind: 'literal', value: Number(token) });
    if (tokens[at] !== '(') return make({ kind: 'ref', name: token });
    at += 1;
    const args: IacExpr[] = [];
    while (at < tokens.length && tokens[at] !== ')') {
      args.push(chain(depth + 1));
      if (tokens[at] === ',') at += 1;
      else break;
    }
    if (tokens[at] === ')') at += 1;
    return make(called(token, args));
  };
  const chain = (depth: number): IacExpr => {
    let expr = primary(depth);
    for (;;) {
      if (tokens[at] === '.') {
        expr = make({ kind: 'get', of: expr, name: tokens[at + 1] ?? '' });
        at += 2;
      } else if (tokens[at] === '[') {
        at += 1;
        expr = make({ kind: 'at', of: expr, index: chain(depth + 1) });
        if (tokens[at] === ']') at += 1;
      } else {
        return expr;
      }
    }
  };
  return chain(0);
}

/** `parameters('x')` and `variables('x')` are names. */
function called(name: string, args: readonly IacExpr[]): IacBody {
  const [first] = args;
  if (/^(?:parameters|variables)$/i.test(name) && first?.kind === 'literal')
    return { kind: 'ref', name: String(first.value) };
  return { kind: 'call', name, args };
}
