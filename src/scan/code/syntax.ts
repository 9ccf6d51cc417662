import type { Node } from 'web-tree-sitter';
import type { Arg, Entry, Expr, Span } from './expression.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An expression before the reader has put its place to it. */
export type ExprBody = Without<Expr, 'span'>;

export function spanOf(node: Node): Span {
  const start = node.startPosition;
  return { line: start.row + 1, column: start.column + 1, endLine: node.endPosition.row + 1 };
}

/** Where a node stands. Its end costs a call into WebAssembly, and few are asked for it. */
export class NodeSpan implements Span {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  get line(): number {
    return this.#node.startPosition.row + 1;
  }

  get column(): number {
    return this.#node.startPosition.column + 1;
  }

  get endLine(): number {
    return this.#node.endPosition.row + 1;
  }
}

/** `a.b` of the name `a` is the name `a.b`; of anything else it is a member. */
export function member(of: Expr, name: string): ExprBody {
  return of.kind === 'name'
    ? { kind: 'name', path: `${of.path}.${name}` }
    : { kind: 'member', of, name };
}

/** `a + b` of texts. */
export function joined(left: Expr, right: Expr): ExprBody {
  return { kind: 'text', text: '{}{}', parts: [left, right] };
}

export function named(path: string): ExprBody {
  return { kind: 'name', path };
}

/** A call whose arguments are read when they are asked for. */
export function callOf(callee: Expr, args: () => readonly Arg[]): ExprBody {
  let known: readonly Arg[] | undefined;
  return {
    kind: 'call',
    callee,
    get args() {
      return (known ??= args());
    },
  };
}

export function children(node: Node, ...types: readonly string[]): Node[] {
  return node.namedChildren.filter((child) => types.length === 0 || types.includes(child.type));
}

export function arg(value: Expr, name?: string): Arg {
  return name === undefined ? { value } : { value, name };
}

export function entry(key: Expr, value: Expr): Entry {
  return { key, value };
}

/** Strips quotes of any kind from a literal's source. */
export function unquote(source: string): string {
  return source.replace(/^[A-Za-z@$]*("""|'''|["'`])/, '').replace(/("""|'''|["'`])$/, '');
}
