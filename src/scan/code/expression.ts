/** Where something stands in its file. Lines and columns are one-based. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/**
 * An expression of any of the languages, reduced to what the questions of this scan need: which client is
 * made, with what. One reader per language makes these; everything after the readers knows no grammar.
 */
export type Expr = (
  | TextExpr
  | { readonly kind: 'name'; readonly path: string }
  | { readonly kind: 'member'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expr; readonly key: Expr }
  | CallExpr
  | EntriesExpr
  | { readonly kind: 'items'; readonly items: readonly Expr[] }
  /** One of several: `a or b`, `c ? a : b`. */
  | { readonly kind: 'choice'; readonly options: readonly Expr[] }
  /** A function literal and what it can return. */
  | { readonly kind: 'function'; readonly results: readonly Expr[] }
  /** `None`, `null`, `undefined`, `nil`. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other' }
) & { readonly span: Span };

/** A string literal. `text` has `{}` where a value is put in; `parts` are these values. */
export interface TextExpr {
  readonly kind: 'text';
  readonly text: string;
  readonly parts: readonly Expr[];
}

export interface CallExpr {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Arg[];
}

/** A dictionary, object literal or object initializer. */
export interface EntriesExpr {
  readonly kind: 'entries';
  readonly entries: readonly Entry[];
  readonly spread: readonly Expr[];
}

export interface Entry {
  readonly key: Expr;
  readonly value: Expr;
}

export interface Arg {
  readonly name?: string;
  /** `**kwargs`, `...args`. */
  readonly spread?: true;
  readonly value: Expr;
}

export type Call = Extract<Expr, { kind: 'call' }>;
export type Entries = Extract<Expr, { kind: 'entries' }>;

/** The dotted path of what is called, as written; `undefined` where it is called on another call's result. */
export function calleePath(call: Call): string | undefined {
  return call.callee.kind === 'name' ? call.callee.path : undefined;
}

/** The last word of what is called: `credential` in `builder.endpoint(x).credential(y)`. */
export function calleeName(call: Call): string | undefined {
  if (call.callee.kind === 'member') return call.callee.name;
  return call.callee.kind === 'name' ? lastWord(call.callee.path) : undefined;
}

export function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function firstWord(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

/** The key of an entry, when it is a literal or a bare word. */
export function keyOf(entry: Entry): string | undefined {
  if (entry.key.kind === 'text') return entry.key.text;
  return entry.key.kind === 'name' ? entry.key.path : undefined;
}

/** The expressions directly inside `expr`. */
export function inside(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'text':
      return expr.parts;
    case 'member':
      return [expr.of];
    case 'index':
      return [expr.of, expr.key];
    case 'call':
      return [expr.callee, ...expr.args.map((arg) => arg.value)];
    case 'entries':
      return [...expr.entries.flatMap((entry) => [entry.key, entry.value]), ...expr.spread];
    case 'items':
      return expr.items;
    case 'choice':
      return expr.options;
    case 'function':
      return expr.results;
    case 'name':
    case 'nothing':
    case 'other':
      return [];
  }
}

/** Every expression in `expr`, itself first, without recursion. At most `limit` of them. */
export function everyExpr(expr: Expr, limit = 400): readonly Expr[] {
  const found: Expr[] = [];
  const open = [expr];
  for (let next = open.pop(); next && found.length < limit; next = open.pop()) {
    found.push(next);
    open.push(...inside(next));
  }
  return found;
}
