import type { Node } from 'web-tree-sitter';
import { lastWord, type Arg, type Call, type Entry, type Expr, type Span } from './expression.ts';
import type {
  Binding,
  CallSite,
  Import,
  ObjectSite,
  Program,
  Scope,
  Use,
  Write,
} from './program.ts';

/** How one language is read: which nodes open scopes, and what its nodes mean. */
export interface Syntax {
  readonly scopes: ReadonlyMap<string, 'class' | 'function'>;
  /** Statements whose body may not run. */
  readonly guards: ReadonlySet<string>;
  /** Nodes that are no guard although their type is: `if __name__ == "__main__"`. */
  readonly alwaysRuns?: (node: Node) => boolean;
  /** Called for each node, from the outside in, in the order of the text. */
  readonly enter: Readonly<Record<string, (node: Node, reader: Reader) => void>>;
  /** Reduces one expression node; for parts it calls `reader.expr`. */
  readonly expr: (node: Node, reader: Reader) => ExprBody | Node | undefined;
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An expression before the reader has put its place to it. */
export type ExprBody = Without<Expr, 'span'>;

/** Deeper nesting than any written by hand: below it an expression is `other`. */
const MAX_DEPTH = 120;

/** Collects a `Program` while the tree is walked once. Handed to the functions of a `Syntax`. */
export class Reader {
  readonly #syntax: Syntax;
  readonly #file: Scope = { parent: undefined, kind: 'file', bindings: new Map() };
  #scope: Scope = this.#file;
  #guards = 0;
  #depth = 0;
  readonly #known = new Map<number, Expr>();
  readonly #imports = new Map<string, Import>();
  readonly #opened: string[] = [];
  readonly #modules: string[] = [];
  readonly #declared = new Set<string>();
  readonly #returns = new Map<string, Expr[]>();
  readonly #calls: CallSite[] = [];
  readonly #objects: ObjectSite[] = [];
  readonly #writes: Write[] = [];
  readonly #uses: Use[] = [];
  readonly #texts: string[] = [];
  readonly #types = new Map<string, string>();
  readonly #functions: { name: string | undefined; parameters: number }[] = [];

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  get scope(): Scope {
    return this.#scope;
  }

  get guarded(): boolean {
    return this.#guards > 0;
  }

  expr(node: Node | null | undefined): Expr {
    if (!node) return { kind: 'other', span: { line: 1, column: 1, endLine: 1 } };
    const known = this.#known.get(node.id);
    if (known) return known;
    if (this.#depth >= MAX_DEPTH) return { kind: 'other', span: spanOf(node) };
    this.#depth += 1;
    const read = this.#syntax.expr(node, this);
    const expr: Expr =
      read === undefined
        ? { kind: 'other', span: spanOf(node) }
        : isNode(read)
          ? this.expr(read)
          : { ...read, span: spanOf(node) };
    this.#depth -= 1;
    this.#known.set(node.id, expr);
    return expr;
  }

  import(local: string, imported: Import): void {
    this.#imports.set(local, imported);
    this.#modules.push(imported.module);
  }

  open(module: string): void {
    this.#opened.push(module);
    this.#modules.push(module);
  }

  module(module: string): void {
    this.#modules.push(module);
  }

  declare(name: string): void {
    this.#declared.add(name);
  }

  text(text: string): void {
    this.#texts.push(text);
  }

  bind(path: string, node: Node, value: Expr | undefined): void {
    this.bindIn(this.#home(path), path, node, value);
    if (value) this.use(value, node);
  }

  /** The next parameter of the function that was entered last. */
  parameter(path: string, node: Node, value: Expr | undefined): void {
    const frame = this.#functions.at(-1);
    const index = frame?.parameters ?? 0;
    if (frame) frame.parameters += 1;
    const name = path.replace(/^(?:self|this)\./, '');
    const parameter =
      frame?.name === undefined ? { of: '', index, name } : { of: frame.name, index, name };
    this.bindIn(this.#home(path), path, node, value, parameter);
    if (value) this.use(value, node);
  }

  /** The class around the function that was entered last. */
  get className(): string | undefined {
    return this.#functions.at(-2)?.name;
  }

  bindIn(
    scope: Scope,
    path: string,
    node: Node,
    value: Expr | undefined,
    parameter?: Binding['parameter'],
  ): void {
    const binding: Binding = {
      value,
      ...(parameter ? { parameter } : {}),
      at: node.startIndex,
      guarded: this.guarded,
    };
    const all = scope.bindings.get(path);
    if (all) all.push(binding);
    else scope.bindings.set(path, [binding]);
  }

  /** A name is declared here without a value: later assignments belong to this scope. */
  hold(path: string): void {
    if (!this.#scope.bindings.has(path)) this.#scope.bindings.set(path, []);
  }

  /** Gives a value to a name where it is declared: a field's own class, not the method that sets it. */
  assign(path: string, node: Node, value: Expr): void {
    let scope: Scope | undefined = this.#scope;
    while (scope && !scope.bindings.has(path)) scope = scope.parent;
    this.bindIn(scope ?? this.#scope, path, node, value);
    this.use(value, node);
  }

  typed(name: string, type: string): void {
    this.#types.set(name, type);
  }

  /** The declared type of a field or variable of this name. */
  typeOf(name: string): string | undefined {
    return this.#types.get(name);
  }

  use(value: Expr, node: Node): void {
    this.#uses.push({ value, scope: this.#scope, at: node.startIndex });
  }

  write(target: Expr, value: Expr, node: Node): void {
    const span = spanOf(node);
    const at = node.startIndex;
    this.#writes.push({ target, value, scope: this.#scope, at, guarded: this.guarded, span });
    this.use(value, node);
  }

  object(node: Node): void {
    const object = this.expr(node);
    if (object.kind !== 'entries') return;
    const at = node.startIndex;
    this.#objects.push({ object, scope: this.#scope, at, guarded: this.guarded });
  }

  call(node: Node, declaredType?: string): void {
    const expr = this.expr(node);
    if (expr.kind === 'call') this.addCall(expr, node, declaredType);
  }

  addCall(call: Call, node: Node, declaredType?: string): void {
    this.#calls.push({
      call,
      scope: this.#scope,
      at: node.startIndex,
      guarded: this.guarded,
      ...(declaredType === undefined ? {} : { declaredType }),
    });
    for (const arg of call.args) this.use(arg.value, node);
  }

  returns(value: Expr, node: Node): void {
    this.use(value, node);
    const name = this.#functions.at(-1)?.name;
    if (name === undefined) return;
    const all = this.#returns.get(name);
    if (all) all.push(value);
    else this.#returns.set(name, [value]);
  }

  /** Names the function or class that the current node opens. */
  named(name: string): void {
    const frame = this.#functions.at(-1);
    if (frame) frame.name = name;
  }

  /** `self.x` and `this.x` belong to the class, whatever method they are set in. */
  #home(path: string): Scope {
    if (!/^(self|cls|this)\./.test(path)) return this.#scope;
    let scope: Scope = this.#scope;
    while (scope.kind !== 'class' && scope.parent) scope = scope.parent;
    return scope;
  }

  /**
   * Reads the tree from its relevant nodes alone, which the parser lists without recursion: no nesting overflows
   * the stack, and the rest of the tree never leaves WebAssembly.
   */
  read(root: Node): Program {
    const { scopes, guards, enter, alwaysRuns } = this.#syntax;
    const types = [...new Set([...scopes.keys(), ...guards, ...Object.keys(enter)])];
    const closing: { end: number; close: () => void }[] = [];
    for (const node of root.descendantsOfType(types)) {
      const { startIndex, endIndex, type } = node;
      while ((closing.at(-1)?.end ?? Infinity) <= startIndex) closing.pop()?.close();
      const scope = scopes.get(type);
      if (scope !== undefined) {
        const outer = this.#scope;
        const outerGuards = this.#guards;
        this.#scope = { parent: outer, kind: scope, bindings: new Map() };
        if (scope === 'function') this.#guards = 0;
        this.#functions.push({ name: undefined, parameters: 0 });
        closing.push({
          end: endIndex,
          close: () => {
            this.#scope = outer;
            this.#guards = outerGuards;
            this.#functions.pop();
          },
        });
      } else if (guards.has(type) && !alwaysRuns?.(node)) {
        this.#guards += 1;
        closing.push({ end: endIndex, close: () => (this.#guards -= 1) });
      }
      enter[type]?.(node, this);
    }
    return this.#program();
  }

  #program(): Program {
    return {
      file: this.#file,
      imports: this.#imports,
      opened: this.#opened,
      modules: this.#modules,
      declared: this.#declared,
      returns: this.#returns,
      calls: this.#calls,
      objects: this.#objects,
      writes: this.#writes,
      uses: this.#uses,
      texts: this.#texts,
    };
  }
}

export function read(root: Node, syntax: Syntax): Program {
  return new Reader(syntax).read(root);
}

export function spanOf(node: Node): Span {
  const start = node.startPosition;
  return { line: start.row + 1, column: start.column + 1, endLine: node.endPosition.row + 1 };
}

function isNode(value: ExprBody | Node): value is Node {
  return 'startIndex' in value;
}

/** `a.b` of the name `a` is the name `a.b`; of anything else it is a member. */
export function member(of: Expr, name: string): ExprBody {
  return of.kind === 'name'
    ? { kind: 'name', path: `${of.path}.${name}` }
    : { kind: 'member', of, name };
}

export function named(path: string): ExprBody {
  return { kind: 'name', path };
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

export { lastWord };
