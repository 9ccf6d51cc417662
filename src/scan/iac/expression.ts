import type { Span } from '../code/expression.ts';

/** An expression of Bicep, ARM JSON or Terraform. One reader per language makes these. */
export type IacExpr = (
  | { readonly kind: 'literal'; readonly value: Scalar }
  | ObjectExpr
  | { readonly kind: 'list'; readonly items: readonly IacExpr[] }
  /** A parameter, variable, resource or module by its name: `x`, `var.x`, `local.x`. */
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'get'; readonly of: IacExpr; readonly name: string }
  | { readonly kind: 'at'; readonly of: IacExpr; readonly index: IacExpr }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly on?: IacExpr;
      readonly args: readonly IacExpr[];
    }
  | { readonly kind: 'op'; readonly op: Operator; readonly args: readonly IacExpr[] }
  /** A text with values put in. */
  | { readonly kind: 'text'; readonly parts: readonly IacExpr[] }
  /** One of an array that is made by a loop. */
  | { readonly kind: 'each'; readonly body: IacExpr }
  | { readonly kind: 'other' }
) & { readonly span: Span };

export type Scalar = string | number | boolean | null;
export type Operator = '!' | '??' | '==' | '!=' | '&&' | '||' | '?:' | 'other';

export interface ObjectExpr {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  readonly spread: readonly IacExpr[];
}

export interface ObjectEntry {
  readonly key: string;
  readonly value: IacExpr;
  /** Of key and value together. */
  readonly span: Span;
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type IacBody = Without<IacExpr, 'span'>;

/** The entry of an object literal; names of properties are compared without case, as Azure does. */
export function entryOf(expr: IacExpr | undefined, key: string): ObjectEntry | undefined {
  if (expr?.kind === 'each') return entryOf(expr.body, key);
  if (expr?.kind !== 'object') return undefined;
  return expr.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
}

/** The entry at the end of a path of object literals. */
export function entryAt(expr: IacExpr, ...path: readonly string[]): ObjectEntry | undefined {
  let entry: ObjectEntry | undefined;
  for (const key of path) {
    entry = entryOf(entry ? entry.value : expr, key);
    if (!entry) return undefined;
  }
  return entry;
}

/** The parameter, variable or local that the expression is, and nothing else: `x`, `var.x`, `local.x`. */
export function nameOf(expr: IacExpr): string | undefined {
  return expr.kind === 'ref' ? expr.name.replace(/^(?:var|local)\./, '') : undefined;
}

export function parts(expr: IacExpr): readonly IacExpr[] {
  switch (expr.kind) {
    case 'object':
      return [...expr.entries.map((entry) => entry.value), ...expr.spread];
    case 'list':
      return expr.items;
    case 'get':
      return [expr.of];
    case 'at':
      return [expr.of, expr.index];
    case 'call':
      return expr.on ? [expr.on, ...expr.args] : expr.args;
    case 'op':
      return expr.args;
    case 'text':
      return expr.parts;
    case 'each':
      return [expr.body];
    case 'literal':
    case 'ref':
    case 'other':
      return [];
  }
}

/** Every expression in `expr`, itself first, without recursion. */
export function everyIac(expr: IacExpr): readonly IacExpr[] {
  const found: IacExpr[] = [];
  const open = [expr];
  for (let next = open.pop(); next; next = open.pop()) {
    found.push(next);
    open.push(...parts(next));
  }
  return found;
}
