import type { IacBody, IacExpr, Operator } from './expression.ts';

export type Token =
  | { readonly kind: 'operand'; readonly expr: IacExpr }
  | { readonly kind: 'operator'; readonly operator: string }
  | { readonly kind: 'prefix'; readonly operator: string }
  /** Member, index or call: belongs to the operand right before it. */
  | { readonly kind: 'postfix'; readonly apply: (expr: IacExpr) => IacExpr };

/** Bicep's precedence, loosest first (learn.microsoft.com, "Bicep operators"). */
const LEVELS: readonly (readonly string[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '!~'],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const KNOWN: ReadonlySet<string> = new Set(['??', '==', '!=', '&&', '||']);

/** Puts operands and operators together by precedence. */
export function operation(tokens: readonly Token[]): IacBody {
  let at = 0;
  const next = (operator: string): boolean => {
    const token = tokens[at];
    if (token?.kind !== 'operator' || token.operator !== operator) return false;
    at += 1;
    return true;
  };
  const ternary = (): IacExpr => {
    const test = binary(0);
    if (!next('?')) return test;
    const yes = ternary();
    if (!next(':')) return yes;
    return make('?:', [test, yes, ternary()]);
  };
  const binary = (level: number): IacExpr => {
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => next(candidate));
      if (operator === undefined) return left;
      left = make(KNOWN.has(operator) ? (operator as Operator) : 'other', [
        left,
        binary(level + 1),
      ]);
    }
  };
  const unary = (): IacExpr => {
    const token = tokens[at];
    if (token?.kind === 'prefix') {
      at += 1;
      return make(token.operator === '!' ? '!' : 'other', [unary()]);
    }
    if (token?.kind !== 'operand') {
      at += 1;
      return { kind: 'other', span: NOWHERE };
    }
    at += 1;
    let expr = token.expr;
    for (let after = tokens[at]; after?.kind === 'postfix'; after = tokens[at]) {
      expr = after.apply(expr);
      at += 1;
    }
    return expr;
  };
  return ternary();
}

function make(op: Operator, args: readonly IacExpr[]): IacExpr {
  return { kind: 'op', op, args, span: args[0]?.span ?? NOWHERE };
}

const NOWHERE = { line: 1, column: 1, endLine: 1 };
