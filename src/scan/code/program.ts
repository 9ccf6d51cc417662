import type { Call, Entries, Expr, Span } from './expression.ts';
import { firstWord } from './expression.ts';

/** A function, class or file. Names are looked up from the inside out. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly kind: 'file' | 'class' | 'function';
  readonly bindings: Map<string, Binding[]>;
}

/** A name is given a value. */
export interface Binding {
  /** `undefined`: a parameter without a default, a loop variable. */
  readonly value: Expr | undefined;
  /** Of which function or class it is a parameter, and which one. */
  readonly parameter?: { readonly of: string; readonly index: number; readonly name: string };
  /** Position in the file, to know what reaches a use. */
  readonly at: number;
  /** Inside an `if`, `try`, `switch` or the like of its function. */
  readonly guarded: boolean;
}

export interface CallSite {
  readonly call: Call;
  readonly scope: Scope;
  readonly at: number;
  readonly guarded: boolean;
  /** The declared type where the language lets `new(...)` leave it out. */
  readonly declaredType?: string;
}

/** `target = value` where the target is a member or an index: `openai.api_key = k`, `headers["api-key"] = k`. */
export interface Write {
  readonly target: Expr;
  readonly value: Expr;
  readonly scope: Scope;
  readonly at: number;
  readonly guarded: boolean;
  readonly span: Span;
}

export interface Import {
  readonly module: string;
  /** What is taken from the module; `undefined`: the module itself. */
  readonly name?: string;
}

/** A dictionary or object literal. */
export interface ObjectSite {
  readonly object: Entries;
  readonly scope: Scope;
  readonly at: number;
  readonly guarded: boolean;
}

/** A value that goes somewhere: assigned, passed, returned. Conditions are not in it. */
export interface Use {
  readonly value: Expr;
  readonly scope: Scope;
  readonly at: number;
}

export interface Program {
  readonly file: Scope;
  readonly imports: ReadonlyMap<string, Import>;
  /** Modules whose names are all in scope: `using X;`, `import x.*;`, `from x import *`. */
  readonly opened: readonly string[];
  /** Every module that is imported in any way. */
  readonly modules: readonly string[];
  /** Classes and functions declared in this file: they are not the library's of the same name. */
  readonly declared: ReadonlySet<string>;
  /** Variables that are given the value of another name, or one of several. */
  readonly renamed: ReadonlySet<string>;
  /** What functions of this file return, by name. */
  readonly returns: Pick<ReadonlyMap<string, readonly Expr[]>, 'has' | 'get'>;
  readonly calls: readonly CallSite[];
  /** Those in whose text a key is spoken of. */
  readonly objects: readonly ObjectSite[];
  readonly writes: readonly Write[];
  /** Those in whose text a key is spoken of. */
  readonly uses: readonly Use[];
  /** Every string literal that is no document. */
  readonly texts: () => readonly string[];
}

/** What a name can hold at `at`: the last sure assignment before it and the conditional ones after that. */
export function bindingsOf(path: string, scope: Scope, at: number): readonly Binding[] {
  for (let here: Scope | undefined = scope; here; here = here.parent) {
    const all = here.bindings.get(path);
    if (!all || all.length === 0) continue;
    // Seen from an inner function, the order of the text says nothing about the order of execution.
    if (here !== scope) return all;
    const before = all.filter((binding) => binding.at < at);
    if (before.length === 0) continue;
    const sure = before.findLastIndex((binding) => !binding.guarded);
    return before.slice(Math.max(sure, 0));
  }
  return [];
}

/** Where a name comes from: its module and its name there. */
export interface Origin {
  /** `undefined`: not imported in this file, or from this project itself. */
  readonly module: string | undefined;
  readonly name: string;
}

const MAX_NAMES = 4;

/** The class or function that a name stands for: `Client` after `Client = AzureOpenAI`, the first of several. */
export function unnamed(path: string, program: Program, scope: Scope, at: number): string {
  let here = path;
  for (let steps = 0; steps < MAX_NAMES; steps += 1) {
    const head = firstWord(here);
    if (!program.renamed.has(head) || program.imports.has(head)) return here;
    const value = bindingsOf(head, scope, at)[0]?.value;
    const first = value?.kind === 'choice' ? value.options[0] : value;
    if (first?.kind !== 'name' || firstWord(first.path) === head) return here;
    here = first.path + here.slice(head.length);
  }
  return here;
}

/** Follows the imports: `speechsdk.SpeechConfig` is `SpeechConfig` of `azure.cognitiveservices.speech`. */
export function originOf(path: string, program: Program): Origin {
  const head = firstWord(path);
  const rest = path.slice(head.length + 1);
  const imported = program.imports.get(head);
  const words = rest === '' ? [] : rest.split('.');
  if (!imported) return { module: undefined, name: words.at(-1) ?? head };
  const all = [...(imported.name === undefined ? [] : [imported.name]), ...words];
  const name = all.pop() ?? imported.module;
  const module = [imported.module, ...all].join('.');
  return { module: /^\.|^~|^@\//.test(module) ? undefined : module, name };
}
