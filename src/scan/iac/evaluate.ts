import type { IacExpr, Scalar } from './expression.ts';
import type { Template } from './template.ts';

/** What an expression comes to, as far as the files show. */
export type Value = ValueBody & {
  /** Parameters that had a part in it. */
  readonly names: readonly string[];
  /** Parameters of the template through which its caller had a part in it. */
  readonly passed: readonly string[];
  /** A caller of the caller had a part in it: it is told about it there. */
  readonly above: boolean;
};
type ValueBody =
  | { readonly kind: 'known'; readonly value: Scalar }
  | {
      readonly kind: 'object';
      /** Names in lower case. */
      readonly entries: ReadonlyMap<string, Value>;
      /** It may have entries that are not seen here. */
      readonly open: boolean;
    }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'unknown' };

/** Values for parameters, by their names in lower case. */
export interface Given {
  readonly values: ReadonlyMap<string, Value>;
  /**
   * `file`: from a parameter file. `caller`: from a caller of the template judged, who is told about them.
   * `called`: from the template judged, which calls this one. `deeper`: from one that is called by that.
   */
  readonly by: 'file' | 'caller' | 'called' | 'deeper';
}

export const NOTHING_GIVEN: Given = { values: new Map(), by: 'file' };

const MAX_DEPTH = 40;
const MAX_STEPS = 5_000;

/** Evaluates expressions of one template with the parameters it is given. Never throws. */
export class Evaluator {
  readonly #template: Template;
  readonly #given: Given;
  #steps = 0;

  constructor(template: Template, given: Given) {
    this.#template = template;
    this.#given = given;
  }

  evaluate(expr: IacExpr | undefined, depth = 0): Value {
    if (!expr) return known(null);
    if (depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (depth > MAX_DEPTH || this.#steps > MAX_STEPS) return unknown([]);
    const at = depth + 1;
    switch (expr.kind) {
      case 'literal':
        return known(expr.value);
      case 'object': {
        const entries = expr.entries.map(
          ({ key, value }) => [key.toLowerCase(), this.evaluate(value, at)] as const,
        );
        if (expr.spread.length === 0) return object(new Map(entries), false, []);
        const members = [
          ...expr.spread.map((spread) => ({ span: spread.span, value: this.evaluate(spread, at) })),
          ...expr.entries.map(({ span }, index) => ({
            span,
            value: object(new Map(entries.slice(index, index + 1)), false, []),
          })),
        ];
        return merge(members.sort(byPlace).map(({ value }) => value));
      }
      case 'list': {
        const items = expr.items.map((item) => this.evaluate(item, at));
        return { kind: 'list', items, ...together(items) };
      }
      case 'each':
        return this.evaluate(expr.body, at);
      case 'ref':
        return this.#ref(expr.name, at);
      case 'get':
        return this.#get(this.evaluate(expr.of, at), expr.name);
      case 'at': {
        const index = this.evaluate(expr.index, at);
        const of = this.evaluate(expr.of, at);
        if (index.kind === 'known' && typeof index.value === 'string')
          return this.#get(of, index.value);
        if (index.kind === 'known' && of.kind === 'list' && typeof index.value === 'number')
          return of.items[index.value] ?? unknown([of]);
        return unknown([of, index]);
      }
      case 'text': {
        const values = expr.parts.map((part) => this.evaluate(part, at));
        const scalars = values.flatMap((value) => (value.kind === 'known' ? [value.value] : []));
        return scalars.length === values.length
          ? known(scalars.map((scalar) => String(scalar ?? '')).join(''), values)
          : unknown(values);
      }
      case 'op':
        return this.#operation(expr.op, expr.args, at);
      case 'call':
        return this.#call(expr.name, expr.args, at);
      case 'other':
        return unknown([]);
    }
  }

  #ref(name: string, depth: number): Value {
    const template = this.#template;
    const key = template.language === 'terraform' ? name.replace(/^(?:var|local)\./, '') : name;
    const isParameter = template.language === 'terraform' ? name.startsWith('var.') : true;
    if (isParameter && template.parameters.has(key)) {
      const given = this.#given.values.get(key.toLowerCase());
      const type = template.types?.get(key);
      if (given) return this.#passOn(this.#completed(given, type, depth), key);
      const fallback = template.parameters.get(key);
      if (!fallback) return { kind: 'unknown', names: [key], passed: [], above: false };
      const value = this.#completed(this.evaluate(fallback, depth), type, depth);
      return { ...value, names: [...value.names, key] };
    }
    const isVariable = template.language === 'terraform' ? name.startsWith('local.') : true;
    const variable = isVariable ? template.variables.get(key) : undefined;
    return variable ? this.evaluate(variable, depth) : unknown([]);
  }

  /** `optional(bool, true)` in the type of a Terraform variable: what is left out has that default. */
  #completed(value: Value, type: IacExpr | undefined, depth: number): Value {
    const shape = type?.kind === 'call' && type.name === 'object' ? type.args[0] : undefined;
    if (value.kind !== 'object' || shape?.kind !== 'object' || depth > MAX_DEPTH) return value;
    const entries = new Map(value.entries);
    for (const { key, value: declared } of shape.entries) {
      const optional =
        declared.kind === 'call' && declared.name === 'optional' ? declared.args : undefined;
      const given = entries.get(key.toLowerCase());
      const absent = !given || (given.kind === 'known' && given.value === null);
      const filled = absent && optional?.[1] ? this.evaluate(optional[1], depth + 1) : given;
      if (filled)
        entries.set(
          key.toLowerCase(),
          this.#completed(filled, optional?.[0] ?? declared, depth + 1),
        );
    }
    return { ...value, entries };
  }

  #passOn(value: Value, parameter: string): Value {
    switch (this.#given.by) {
      case 'file':
        return { ...value, names: [...value.names, parameter] };
      case 'caller':
        return { ...value, above: true };
      case 'called':
        return { ...value, passed: [...value.passed, parameter] };
      case 'deeper':
        return value;
    }
  }

  #get(of: Value, name: string): Value {
    if (of.kind === 'object') {
      const entry = of.entries.get(name.toLowerCase());
      if (entry) return { ...entry, ...together([entry, of]) };
      return of.open ? unknown([of]) : known(null, [of]);
    }
    if (of.kind === 'known' && of.value === null) return known(null, [of]);
    return unknown([of]);
  }

  #operation(op: string, args: readonly IacExpr[], depth: number): Value {
    const values = (): readonly Value[] => args.map((arg) => this.evaluate(arg, depth));
    switch (op) {
      case '!': {
        const [value] = values();
        return value?.kind === 'known' && typeof value.value === 'boolean'
          ? known(!value.value, [value])
          : unknown(value ? [value] : []);
      }
      case '??':
        return coalesce(values());
      case '?:': {
        const [test, yes, no] = values();
        if (!test || !yes || !no) return unknown([]);
        if (test.kind === 'known') {
          const chosen = test.value === true || test.value === 'true' ? yes : no;
          return { ...chosen, ...together([test, chosen]) };
        }
        return same(yes, no) ? { ...yes, ...together([test, yes, no]) } : unknown([test, yes, no]);
      }
      case '==':
      case '!=': {
        const [left, right] = values();
        if (left?.kind !== 'known' || right?.kind !== 'known') return unknown(values());
        return known((left.value === right.value) === (op === '=='), [left, right]);
      }
      case '&&':
      case '||': {
        const all = values();
        const deciding = op === '||';
        const decided = all.find((value) => value.kind === 'known' && value.value === deciding);
        if (decided) return known(deciding, all);
        return all.every((value) => value.kind === 'known') ? known(!deciding, all) : unknown(all);
      }
      default:
        return unknown(values());
    }
  }

  #call(name: string, args: readonly IacExpr[], depth: number): Value {
    const values = args.map((arg) => this.evaluate(arg, depth));
    const [first, second, third] = values;
    switch (name.toLowerCase()) {
      case 'not':
        return this.#operation('!', args, depth);
      case 'if':
        return this.#operation('?:', args, depth);
      case 'equals':
        return this.#operation('==', args, depth);
      case 'and':
        return this.#operation('&&', args, depth);
      case 'or':
        return this.#operation('||', args, depth);
      case 'coalesce':
        return coalesce(values);
      case 'try':
        return first ?? unknown([]);
      case 'union':
      case 'merge':
      case 'shallowmerge':
        return merge(
          values.flatMap((value) => (value.kind === 'list' ? value.items : [value])),
          name.toLowerCase() === 'union',
        );
      case 'any':
      case 'string':
      case 'tostring':
      case 'tobool':
      case 'bool':
      case 'jsonencode':
      case 'tolower':
      case 'toupper':
      case 'lower':
      case 'trim':
      case 'nonsensitive':
      case 'sensitive':
        return text(name, first);
      case 'json':
      case 'jsondecode':
        return json(first);
      case 'true':
        return known(true);
      case 'false':
        return known(false);
      case 'null':
        return known(null);
      case 'lookup': {
        if (first?.kind !== 'object' || second?.kind !== 'known') return unknown(values);
        const found = first.entries.get(String(second.value).toLowerCase());
        return found ?? (first.open ? unknown(values) : (third ?? known(null)));
      }
      case 'empty':
        return empty(first, values);
      case 'contains': {
        if (first?.kind !== 'object' || second?.kind !== 'known' || first.open)
          return unknown(values);
        return known(first.entries.has(String(second.value).toLowerCase()), values);
      }
      default:
        return unknown(values);
    }
  }
}

function together(values: readonly Value[]): Pick<Value, 'names' | 'passed' | 'above'> {
  return {
    names: [...new Set(values.flatMap((value) => value.names))],
    passed: [...new Set(values.flatMap((value) => value.passed))],
    above: values.some((value) => value.above),
  };
}

export function known(value: Scalar, from: readonly Value[] = []): Value {
  return { kind: 'known', value, ...together(from) };
}

export function unknown(from: readonly Value[]): Value {
  return { kind: 'unknown', ...together(from) };
}

function object(entries: ReadonlyMap<string, Value>, open: boolean, from: readonly Value[]): Value {
  return { kind: 'object', entries, open, ...together(from) };
}

/** The first that is not null. */
function coalesce(values: readonly Value[]): Value {
  const seen: Value[] = [];
  for (const value of values) {
    seen.push(value);
    if (value.kind === 'unknown') {
      const rest = values.slice(seen.length);
      return rest.length > 0 && rest.every((other) => same(value, other)) ? value : unknown(values);
    }
    if (value.kind !== 'known' || value.value !== null) return { ...value, ...together(seen) };
  }
  return known(null, seen);
}

interface Placed {
  readonly span: IacExpr['span'];
}

function byPlace({ span: a }: Placed, { span: b }: Placed): number {
  return a.line - b.line || a.column - b.column;
}

/**
 * Later objects win; one that is not known leaves the whole open.
 * @param deep objects within are merged too, as `union` does, and not replaced as `merge` and a spread do
 */
function merge(values: readonly Value[], deep = false): Value {
  const entries = new Map<string, Value>();
  let open = false;
  for (const value of values) {
    if (value.kind === 'object') {
      for (const [key, entry] of value.entries) {
        const before = entries.get(key);
        const nested = deep && before?.kind === 'object' && entry.kind === 'object';
        entries.set(key, nested ? merge([before, entry], deep) : entry);
      }
      open ||= value.open;
    } else if (value.kind === 'unknown') {
      // It may set any of these anew.
      for (const [key, entry] of entries) entries.set(key, unknown([value, entry]));
      open = true;
    }
  }
  return object(entries, open, values);
}

function same(a: Value, b: Value): boolean {
  return a.kind === 'known' && b.kind === 'known' && a.value === b.value;
}

function text(name: string, value: Value | undefined): Value {
  if (value?.kind !== 'known') return value ?? unknown([]);
  if (/^(?:to)?bool$/i.test(name) && typeof value.value === 'string')
    return { ...value, value: value.value.toLowerCase() === 'true' };
  return value;
}

function json(value: Value | undefined): Value {
  if (value?.kind !== 'known' || typeof value.value !== 'string') return value ?? unknown([]);
  switch (value.value.trim()) {
    case 'true':
      return known(true, [value]);
    case 'false':
      return known(false, [value]);
    case 'null':
      return known(null, [value]);
    default:
      return unknown([value]);
  }
}

function empty(value: Value | undefined, all: readonly Value[]): Value {
  if (!value || value.kind === 'unknown') return unknown(all);
  if (value.kind === 'known') return known(value.value === null || value.value === '', all);
  if (value.kind === 'list') return known(value.items.length === 0, all);
  return value.open ? unknown(all) : known(value.entries.size === 0, all);
}
