import type { Node } from 'web-tree-sitter';
import type { Call, Expr } from './expression.ts';
import { LazyScope } from './lazy-scope.ts';
import type { Binding, CallSite, Import, ObjectSite, Program, Use, Write } from './program.ts';
import { NodeSpan, spanOf, unquote, type ExprBody } from './syntax.ts';

/** How one language is read: which nodes open scopes, and what its nodes mean. */
export interface Syntax {
  readonly scopes: ReadonlyMap<string, 'class' | 'function'>;
  /** Statements whose body may not run. */
  readonly guards: ReadonlySet<string>;
  /** Nodes that are no guard although their type is: `if __name__ == "__main__"`. */
  readonly alwaysRuns?: (node: Node) => boolean;
  /** Called for each node, from the outside in, in the order of the text. */
  readonly enter: Readonly<Record<string, (node: Node, reader: Reader) => void>>;
  /** Nodes that hold the text of string literals. */
  readonly texts: readonly string[];
  /** Reduces one expression node; for parts it calls `reader.expr`. */
  readonly expr: (node: Node, reader: Reader) => ExprBody | Node | undefined;
}

/** What is reported of a value that reaches no client has one of these words in its text. */
const KEY_WORD = /key|credential/gi;

/** Deeper nesting than any written by hand: below it an expression is `other`. */
const MAX_DEPTH = 120;

/** Longer string literals are documents; searching each for addresses costs. */
const MAX_TEXT = 2_000;

/**
 * Collects a `Program` while the tree is walked once. Handed to the functions of a `Syntax`. Reads only what is
 * asked for, as most of a file has nothing to do with keys: the program must be judged while the tree is there.
 */
export class Reader {
  readonly #syntax: Syntax;
  readonly #root: Node;
  readonly #keys: readonly number[];
  readonly #file = new LazyScope(undefined, 'file');
  #scope: LazyScope = this.#file;
  #guards = 0;
  #depth = 0;
  readonly #known = new Map<number, Expr>();
  readonly #imports = new Map<string, Import>();
  readonly #opened: string[] = [];
  readonly #modules: string[] = [];
  readonly #declared = new Set<string>();
  readonly #renamed = new Set<string>();
  readonly #returns = new Map<string, Node[]>();
  readonly #calls: CallSite[] = [];
  readonly #objects: ObjectSite[] = [];
  readonly #writes: Write[] = [];
  readonly #uses: Use[] = [];
  #texts: readonly string[] | undefined;
  readonly #types = new Map<string, string>();
  readonly #functions: { name: string | undefined; parameters: number }[] = [];

  /** @param source what `root` was parsed from */
  constructor(syntax: Syntax, root: Node, source: string) {
    this.#syntax = syntax;
    this.#root = root;
    this.#keys = Array.from(source.matchAll(KEY_WORD), ({ index }) => index);
  }

  get scope(): LazyScope {
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
          : Object.assign(read, { span: new NodeSpan(node) });
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

  bind(path: string, node: Node, value: Expr | undefined): void {
    this.bindIn(this.#home(path), path, node, value);
    if (value) this.use(value, node);
  }

  /** Has `read` read the parameters in `list` of the function that was entered last: at once where one may hold a key. */
  parameters(list: Node, read: () => void): void {
    if (this.#speaksOfKeys(list)) {
      read();
      return;
    }
    const scope = this.#scope;
    const frame = this.#functions.at(-1);
    scope.pending = () => {
      const [outer, guards] = [this.#scope, this.#guards];
      this.#scope = scope;
      this.#guards = 0;
      if (frame) this.#functions.push(frame);
      read();
      if (frame) this.#functions.pop();
      this.#scope = outer;
      this.#guards = guards;
    };
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
    scope: LazyScope,
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
    if (value?.kind === 'name' || value?.kind === 'choice') this.#renamed.add(path);
    const all = scope.own.get(path);
    if (!all) scope.own.set(path, [binding]);
    // Parameters come first, whenever they are read.
    else if (parameter) all.unshift(binding);
    else all.push(binding);
  }

  /** A name is declared here without a value: later assignments belong to this scope. */
  hold(path: string): void {
    if (!this.#scope.own.has(path)) this.#scope.own.set(path, []);
  }

  /** Gives a value to a name where it is declared: a field's own class, not the method that sets it. */
  assign(path: string, node: Node, value: Expr): void {
    let scope: LazyScope | undefined = this.#scope;
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
    if (this.#speaksOfKeys(node)) this.#addUse(value, node);
  }

  #addUse(value: Expr, node: Node): void {
    this.#uses.push({ value, scope: this.#scope, at: node.startIndex });
  }

  write(target: Expr, value: Expr, node: Node): void {
    const span = spanOf(node);
    const at = node.startIndex;
    this.#writes.push({ target, value, scope: this.#scope, at, guarded: this.guarded, span });
    this.use(value, node);
  }

  object(node: Node): void {
    if (!this.#speaksOfKeys(node)) return;
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
    if (this.#speaksOfKeys(node)) for (const arg of call.args) this.#addUse(arg.value, node);
  }

  returns(value: Node): void {
    if (this.#speaksOfKeys(value)) this.#addUse(this.expr(value), value);
    const name = this.#functions.at(-1)?.name;
    if (name === undefined) return;
    const all = this.#returns.get(name);
    if (all) all.push(value);
    else this.#returns.set(name, [value]);
  }

  /** A word of keys stands in the text of the node. */
  #speaksOfKeys(node: Node): boolean {
    const { startIndex } = node;
    let low = 0;
    for (let high = this.#keys.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? 0) < startIndex) low = middle + 1;
      else high = middle;
    }
    const next = this.#keys[low];
    return next !== undefined && next < node.endIndex;
  }

  /** Names the function or class that the current node opens. */
  named(name: string): void {
    const frame = this.#functions.at(-1);
    if (frame) frame.name = name;
  }

  /** `self.x` and `this.x` belong to the class, whatever method they are set in. */
  #home(path: string): LazyScope {
    if (!/^(self|cls|this)\./.test(path)) return this.#scope;
    let scope = this.#scope;
    while (scope.kind !== 'class' && scope.parent) scope = scope.parent;
    return scope;
  }

  /**
   * Reads the tree from its relevant nodes alone, which the parser lists without recursion: no nesting overflows
   * the stack, and the rest of the tree never leaves WebAssembly.
   */
  read(): Program {
    const { scopes, guards, enter, alwaysRuns } = this.#syntax;
    const types = [...new Set([...scopes.keys(), ...guards, ...Object.keys(enter)])];
    const closing: { end: number; close: () => void }[] = [];
    for (const node of this.#root.descendantsOfType(types)) {
      const { startIndex, type } = node;
      while ((closing.at(-1)?.end ?? Infinity) <= startIndex) closing.pop()?.close();
      const scope = scopes.get(type);
      if (scope !== undefined) {
        const outer = this.#scope;
        const outerGuards = this.#guards;
        this.#scope = new LazyScope(outer, scope);
        if (scope === 'function') this.#guards = 0;
        this.#functions.push({ name: undefined, parameters: 0 });
        closing.push({
          end: node.endIndex,
          close: () => {
            this.#scope = outer;
            this.#guards = outerGuards;
            this.#functions.pop();
          },
        });
      } else if (guards.has(type) && !alwaysRuns?.(node)) {
        this.#guards += 1;
        closing.push({ end: node.endIndex, close: () => (this.#guards -= 1) });
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
      renamed: this.#renamed,
      returns: {
        has: (name) => this.#returns.has(name),
        get: (name) => this.#returns.get(name)?.map((value) => this.expr(value)),
      },
      calls: this.#calls,
      objects: this.#objects,
      writes: this.#writes,
      uses: this.#uses,
      texts: () => (this.#texts ??= this.#readTexts()),
    };
  }

  #readTexts(): readonly string[] {
    const texts = this.#root.descendantsOfType([...this.#syntax.texts]);
    return texts.flatMap(({ text }) =>
      text.length > MAX_TEXT ? [] : [text.startsWith('@"') ? unquote(text) : text],
    );
  }
}

/** The program is read while it is judged: `root` must live as long. */
export function read(root: Node, source: string, syntax: Syntax): Program {
  return new Reader(syntax, root, source).read();
}

function isNode(value: ExprBody | Node): value is Node {
  return 'startIndex' in value;
}
