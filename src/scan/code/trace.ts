import {
  calleeName,
  calleePath,
  inside,
  keyOf,
  lastWord,
  type Call,
  type Expr,
} from './expression.ts';
import { bindingsOf, type Binding, type CallSite, type Program } from './program.ts';
import { isTokenName, isUnused, keyOwner } from '../vocabulary.ts';
import { ENTRA_MAKER, KEY_LISTING, keyWrapper, PROMPT, TRANSPARENT, VAULT_READ } from './makers.ts';
import type { Place, Placed } from './place.ts';
import { isEnvironment, readName } from './read-name.ts';

/** Where a value comes from, as far as this file shows. */
export type Source =
  | { readonly kind: 'entra' }
  | KeySource
  /** `None`, `null`. */
  | { readonly kind: 'nothing' }
  /** A text that says that no key is needed. */
  | { readonly kind: 'unused' }
  /** From outside of this file; the name is all that is known. */
  | { readonly kind: 'opaque'; readonly name: string };

export interface KeySource {
  readonly kind: 'key';
  readonly from: 'environment' | 'settings' | 'literal' | 'vault' | 'resource' | 'variable';
  /** Of the environment variable, setting, secret or variable. */
  readonly name?: string;
  /** The literal's text, to tell placeholders apart. Never printed. */
  readonly text?: string;
  /** Inside of this, e.g. `AzureKeyCredential(...)`: sent as a key, whatever it is. */
  readonly wrapped?: string;
  /** The expressions on its way, last one first. */
  readonly by?: readonly Expr[];
}

const MAX_STEPS = 30;
/** Values looked at for one question. Names that are bound to each other many times over must not explode. */
const MAX_VALUES = 4_000;

/** Follows values through the names of one file. Remembers which reads it passed, so that none counts twice. */
export class Tracer {
  readonly seen = new Set<Expr>();
  readonly #program: Program;
  #calls: Map<string, CallSite[]> | undefined;
  #left = MAX_VALUES;
  #depth = 0;
  #peeking = false;

  constructor(program: Program) {
    this.#program = program;
  }

  /** All that `expr` can be. Empty when it is bound to itself. */
  trace(expr: Expr, place: Place, steps = MAX_STEPS): readonly Source[] {
    if (steps <= 0) return [];
    return this.#within(() =>
      this.#trace(expr, place, steps).map((source) => passedBy(source, expr)),
    );
  }

  /** As `trace`, for a value that may turn out to be of no interest: it does not count as passed. */
  peek(expr: Expr, place: Place): readonly Source[] {
    this.#peeking = true;
    try {
      return this.trace(expr, place);
    } finally {
      this.#peeking = false;
    }
  }

  #trace(expr: Expr, place: Place, steps: number): readonly Source[] {
    if (!this.#peeking) this.seen.add(expr);
    const read = readName(expr);
    switch (expr.kind) {
      case 'text':
        return this.#text(expr, place, steps);
      case 'nothing':
        return [{ kind: 'nothing' }];
      case 'choice':
      case 'items':
        return (expr.kind === 'choice' ? expr.options : expr.items).flatMap((option) =>
          this.trace(option, place, steps - 1),
        );
      case 'function':
        return this.#function(expr.results, place, steps);
      case 'name':
        return read === undefined ? this.#name(expr.path, place, steps) : [named(read, expr)];
      case 'index':
        return read === undefined ? this.#index(expr, place, steps) : [named(read, expr)];
      case 'member':
        return this.#member(expr, place, steps);
      case 'call':
        return read === undefined
          ? this.#call(expr, place, steps)
          : this.#read(expr, read, place, steps);
      case 'entries':
      case 'other':
        return [];
    }
  }

  /** The object literals that `expr` can be, with what is added to them later in the file. */
  entries(expr: Expr, place: Place, steps = 8): readonly Placed[] {
    return steps <= 0 ? [] : this.#within(() => this.#entries(expr, place, steps));
  }

  #entries(expr: Expr, place: Place, steps: number): readonly Placed[] {
    if (expr.kind === 'entries') return [{ entries: expr, place }];
    if (expr.kind === 'choice')
      return expr.options.flatMap((option) => this.entries(option, place, steps - 1));
    if (expr.kind === 'call') {
      const name = calleeName(expr);
      // new Options { Endpoint = x }
      const members = expr.args.filter((arg) => arg.spread && arg.value.kind === 'entries');
      if (members.length > 0)
        return members.flatMap((arg) => this.entries(arg.value, place, steps - 1));
      if (name === 'dict' || name === 'Dictionary') {
        const entries = expr.args.flatMap((arg) =>
          arg.name === undefined
            ? []
            : [
                {
                  key: { kind: 'text', text: arg.name, parts: [], span: expr.span } as const,
                  value: arg.value,
                },
              ],
        );
        return [{ entries: { kind: 'entries', entries, spread: [], span: expr.span }, place }];
      }
      if (calleePath(expr) === name && name !== undefined)
        return (this.#program.returns.get(name) ?? []).flatMap((result) =>
          this.entries(result, this.#root(), steps - 1),
        );
    }
    if (expr.kind !== 'name') return [];
    return bindingsOf(expr.path, place.scope, place.at).flatMap((binding) =>
      binding.value
        ? this.entries(binding.value, { scope: place.scope, at: binding.at }, steps - 1)
        : [],
    );
  }

  /** Texts that `expr` can be or contain, and the names of what is put into them. For addresses. */
  texts(expr: Expr, place: Place, steps = 12): readonly string[] {
    return steps <= 0 ? [] : this.#within(() => this.#texts(expr, place, steps));
  }

  #texts(expr: Expr, place: Place, steps: number): readonly string[] {
    const read = readName(expr);
    if (read !== undefined) {
      const fallback = expr.kind === 'call' ? expr.args.slice(1).map((arg) => arg.value) : [];
      return [read, ...fallback.flatMap((value) => this.texts(value, place, steps - 1))];
    }
    if (expr.kind === 'name') {
      const bound = bindingsOf(expr.path, place.scope, place.at);
      const values = bound.flatMap((binding) =>
        binding.value
          ? this.texts(binding.value, { scope: place.scope, at: binding.at }, steps - 1)
          : [],
      );
      return [expr.path, ...values];
    }
    const own = expr.kind === 'text' ? [expr.text] : expr.kind === 'member' ? [expr.name] : [];
    return [...own, ...inside(expr).flatMap((child) => this.texts(child, place, steps - 1))];
  }

  #text(expr: Extract<Expr, { kind: 'text' }>, place: Place, steps: number): readonly Source[] {
    if (expr.parts.length === 0)
      return isUnused(expr.text)
        ? [{ kind: 'unused' }]
        : [{ kind: 'key', from: 'literal', text: expr.text }];
    return expr.parts.flatMap((part) => this.trace(part, place, steps - 1));
  }

  #function(results: readonly Expr[], place: Place, steps: number): readonly Source[] {
    const sources = results.flatMap((result) => this.trace(result, place, steps - 1));
    // A function given where a key is expected is called for each request: that is how tokens are passed.
    return sources.some((source) => source.kind === 'key') ? sources : [{ kind: 'entra' }];
  }

  #name(path: string, place: Place, steps: number): readonly Source[] {
    const program = this.#program;
    const bound = bindingsOf(path, place.scope, place.at);
    if (bound.length > 0) {
      const sources = bound.flatMap((binding) => {
        if (binding.parameter) {
          const given = this.#given(binding.parameter, steps);
          if (given.length > 0) return given;
        }
        if (!binding.value) return [opaque(path)];
        const from = { scope: place.scope, at: binding.at };
        const traced = this.trace(binding.value, from, steps - 1);
        // A default of None says nothing about what callers pass.
        if (binding.parameter && traced.every((source) => source.kind === 'nothing'))
          return [opaque(path)];
        return traced;
      });
      // Of a value from elsewhere the nearest name says most, unless one further off is a key's.
      return sources.map((source) =>
        source.kind === 'opaque' && keyOwner(source.name) === undefined ? opaque(path) : source,
      );
    }
    if (program.returns.has(path) && !program.imports.has(path))
      return this.#function(program.returns.get(path) ?? [], this.#root(), steps);
    // `token.token`, `secret.value`: what the object is decides.
    const dot = path.lastIndexOf('.');
    if (dot > 0) {
      const object = path.slice(0, dot);
      const last = path.slice(dot + 1);
      if (/^(?:token|value|Token|Value|key1|key2|Key1|Key2)$/.test(last)) {
        const sources = this.#name(object, place, steps - 1);
        if (sources.some((source) => source.kind !== 'opaque')) return sources;
        if (/key[12]/i.test(last)) return [{ kind: 'key', from: 'resource', name: path }];
      }
      const entries = this.entries({ kind: 'name', path: object, span: NOWHERE }, place).flatMap(
        ({ entries: found, place: from }) =>
          found.entries
            .filter((entry) => keyOf(entry) === last)
            .flatMap((entry) => this.trace(entry.value, from, steps - 1)),
      );
      if (entries.length > 0) return entries;
    }
    if (isTokenName(lastWord(path))) return [{ kind: 'entra' }];
    return [opaque(path)];
  }

  /** What the callers in this file pass for a parameter; nothing when none of them is known. */
  #given(parameter: NonNullable<Binding['parameter']>, steps: number): readonly Source[] {
    if (parameter.of === '' || steps < MAX_STEPS - 12) return [];
    const sources = this.#callsOf(parameter.of).flatMap(({ call, scope, at }) => {
      const named = call.args.find((arg) => arg.name === parameter.name);
      const plain = call.args.filter((arg) => arg.name === undefined && !arg.spread);
      const value = (named ?? plain[parameter.index])?.value;
      return value ? this.trace(value, { scope, at }, steps - 4) : [];
    });
    return sources.every((source) => source.kind === 'opaque') ? [] : sources;
  }

  #callsOf(name: string): readonly CallSite[] {
    this.#calls ??= Map.groupBy(this.#program.calls, ({ call }) => calleeName(call) ?? '');
    return this.#calls.get(name) ?? [];
  }

  #index(expr: Extract<Expr, { kind: 'index' }>, place: Place, steps: number): readonly Source[] {
    if (expr.key.kind === 'text') {
      const wanted = expr.key.text;
      const found = this.entries(expr.of, place).flatMap(({ entries, place: from }) =>
        entries.entries
          .filter((entry) => keyOf(entry) === wanted)
          .flatMap((entry) => this.trace(entry.value, from, steps - 1)),
      );
      return found.length > 0 ? found : [opaque(wanted)];
    }
    const read = this.texts(expr.key, place).find((text) => keyOwner(text) !== undefined);
    return [opaque(read ?? '')];
  }

  #member(expr: Extract<Expr, { kind: 'member' }>, place: Place, steps: number): readonly Source[] {
    const sources = this.trace(expr.of, place, steps - 1);
    if (sources.length > 0 && sources.some((source) => source.kind !== 'opaque')) return sources;
    return isTokenName(expr.name) ? [{ kind: 'entra' }] : [opaque(expr.name)];
  }

  #read(call: Call, name: string, place: Place, steps: number): readonly Source[] {
    const source = VAULT_READ.test(calleeName(call) ?? '')
      ? ({ kind: 'key', from: 'vault', name } as const)
      : named(name, call);
    const fallback = call.args
      .slice(1)
      .filter((arg) => arg.name === undefined || arg.name === 'default')
      .flatMap((arg) => this.trace(arg.value, place, steps - 1))
      .filter((other) => other.kind === 'key' && other.from !== 'literal');
    return [source, ...fallback];
  }

  #call(call: Call, place: Place, steps: number): readonly Source[] {
    const name = calleeName(call);
    const path = calleePath(call);
    if (name === undefined) return [];
    const wrapper = keyWrapper(call, this.#program, place);
    if (wrapper !== undefined) {
      const sources = call.args.flatMap((arg) => this.#wrapped(arg.value, wrapper, place, steps));
      return sources.length > 0 ? sources : [{ kind: 'key', from: 'variable', wrapped: wrapper }];
    }
    if (VAULT_READ.test(name)) {
      const secret = call.args.flatMap((arg) => this.texts(arg.value, place))[0];
      return [{ kind: 'key', from: 'vault', ...(secret === undefined ? {} : { name: secret }) }];
    }
    if (KEY_LISTING.test(name)) return [{ kind: 'key', from: 'resource' }];
    const returned = path === name ? this.#returned(name, steps) : [];
    // Called `get_credentials`, and returns a key all the same.
    if (returned.some((source) => source.kind === 'key')) return returned;
    const imported = path === name ? this.#program.imports.get(name)?.name : undefined;
    if (ENTRA_MAKER.test(imported ?? name)) return [{ kind: 'entra' }];
    if (PROMPT.test(name))
      return [{ kind: 'key', from: 'variable', name: 'asked for at run time' }];
    if (path === name && this.#program.returns.has(name)) return returned;
    if (TRANSPARENT.test(name)) {
      const receiver = call.callee.kind === 'member' ? [call.callee.of] : [];
      const object: readonly Expr[] =
        path?.includes('.') === true
          ? [{ kind: 'name', path: path.slice(0, path.lastIndexOf('.')), span: call.span }]
          : receiver;
      const known = [...object, ...call.args.map((arg) => arg.value)]
        .flatMap((value) => this.trace(value, place, steps - 1))
        .filter((source) => source.kind !== 'opaque' || keyOwner(source.name) !== undefined);
      if (known.length > 0) return known;
    }
    if (call.callee.kind === 'member') {
      const of = this.trace(call.callee.of, place, steps - 1);
      if (of.some((source) => source.kind === 'entra')) return of;
    } else if (path?.includes('.') === true) {
      const object = path.slice(0, path.lastIndexOf('.'));
      if (bindingsOf(object, place.scope, place.at).length > 0) {
        const of = this.#name(object, place, steps - 1);
        if (of.some((source) => source.kind === 'entra')) return of;
      }
    }
    return [opaque(path ?? name)];
  }

  /** What a function of this file returns. */
  #returned(name: string, steps: number): readonly Source[] {
    const results = this.#program.returns.get(name) ?? [];
    return results.flatMap((result) => this.trace(result, this.#root(), steps - 1));
  }

  /** What is wrapped in `AzureKeyCredential(...)` is a key, even if this file does not show which. */
  #wrapped(value: Expr, wrapped: string, place: Place, steps: number): readonly Source[] {
    // ApiKeyCredentials({ inHeader: { "Ocp-Apim-Subscription-Key": key } })
    const objects = steps > 0 ? this.entries(value, place) : [];
    if (objects.length > 0)
      return objects.flatMap(({ entries, place: from }) =>
        entries.entries.flatMap((entry) => this.#wrapped(entry.value, wrapped, from, steps - 1)),
      );
    return this.trace(value, place, steps - 1).map((source): Source => {
      if (source.kind === 'key') return { ...source, wrapped };
      if (source.kind === 'opaque')
        return { kind: 'key', from: 'variable', name: source.name, wrapped };
      // A token put into a key credential is sent as a key all the same.
      return source.kind === 'entra' ? { kind: 'key', from: 'variable', wrapped } : source;
    });
  }

  /** Every question may look at so many values, with all that it asks in turn. */
  #within<T>(look: () => readonly T[]): readonly T[] {
    if (this.#depth === 0) this.#left = MAX_VALUES;
    this.#left -= 1;
    if (this.#left < 0) return [];
    this.#depth += 1;
    try {
      return look();
    } finally {
      this.#depth -= 1;
    }
  }

  #root(): Place {
    return { scope: this.#program.file, at: Number.MAX_SAFE_INTEGER };
  }
}

const NOWHERE = { line: 1, column: 1, endLine: 1 };

function passedBy(source: Source, expr: Expr): Source {
  if (source.kind !== 'key' || expr.span === NOWHERE) return source;
  return { ...source, by: [...(source.by ?? []), expr] };
}

function opaque(name: string): Source {
  return { kind: 'opaque', name };
}

function named(name: string, expr: Expr): Source {
  return isTokenName(name) && keyOwner(name) === undefined
    ? { kind: 'entra' }
    : { kind: 'key', from: isEnvironment(expr) ? 'environment' : 'settings', name };
}
