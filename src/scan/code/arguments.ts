import type { Selector } from './clients.ts';
import { chainRoot } from './chain.ts';
import { calleeName, keyOf, type Expr } from './expression.ts';
import { bindingsOf, type CallSite, type Program } from './program.ts';
import type { Place } from './place.ts';
import type { Tracer } from './trace.ts';

/** An argument's value, and the place from which its names are looked up. */
export interface Found {
  readonly value: Expr;
  readonly place: Place;
}

export interface Arguments {
  readonly find: (selector: Selector) => readonly Found[];
  readonly all: readonly Found[];
  /** Of the named ones. */
  readonly names: readonly string[];
  /** Every argument is known: no `**kwargs` or options object from elsewhere. */
  readonly complete: boolean;
}

/**
 * The arguments of a call by position and by name, wherever they are written: as keywords, in an options
 * object, in a dictionary that is spread into the call, or added to one of these on a line of their own.
 */
export function argumentsOf(site: CallSite, program: Program, tracer: Tracer): Arguments {
  const place: Place = { scope: site.scope, at: site.at };
  const byName = new Map<string, Found[]>();
  const positional: Found[] = [];
  let complete = true;
  const add = (name: string, found: Found): void => {
    const all = byName.get(name);
    if (all) all.push(found);
    else byName.set(name, [found]);
  };
  const open = (value: Expr, from: Place, steps: number): boolean => {
    const objects = tracer.entries(value, from);
    for (const { entries, place: at } of objects) {
      for (const entry of entries.entries) {
        const name = keyOf(entry);
        if (name !== undefined) add(name, { value: entry.value, place: at });
      }
      for (const spread of entries.spread)
        if (steps <= 0 || !open(spread, at, steps - 1)) complete = false;
    }
    if (value.kind === 'name') addWrites(value.path, from);
    return objects.length > 0;
  };
  const addWrites = (path: string, from: Place): void => {
    for (const write of program.writes) {
      if (write.at > from.at && write.scope === from.scope) continue;
      const { target } = write;
      const found = { value: write.value, place: { scope: write.scope, at: write.at } };
      if (target.kind === 'index' && target.of.kind === 'name' && target.of.path === path) {
        if (target.key.kind === 'text') add(target.key.text, found);
      } else if (target.kind === 'name' && target.path.startsWith(`${path}.`)) {
        const name = target.path.slice(path.length + 1);
        if (!name.includes('.')) add(name, found);
      }
    }
  };
  for (const arg of site.call.args) {
    if (arg.spread) {
      if (!open(arg.value, place, 4)) complete = false;
    } else if (arg.name !== undefined) {
      add(arg.name, { value: arg.value, place });
    } else {
      positional.push({ value: arg.value, place });
      if (!open(arg.value, place, 4) && isOptions(arg.value, place)) complete = false;
    }
  }
  return {
    find: (selector) => {
      if (typeof selector === 'number') return positional.slice(selector, selector + 1);
      if (selector.startsWith('.')) return beside(selector.slice(1), site, program);
      return byName.get(selector) ?? [];
    },
    all: [...positional, ...[...byName.values()].flat()],
    names: [...byName.keys()],
    complete,
  };
}

/** The argument of a call of this name on the same builder, or among the arguments. */
function beside(name: string, site: CallSite, program: Program): readonly Found[] {
  const place: Place = { scope: site.scope, at: site.at };
  const options = site.call.args.flatMap(({ value }): Found[] => {
    const argument =
      value.kind === 'call' && calleeName(value) === name ? value.args[0] : undefined;
    return argument ? [{ value: argument.value, place }] : [];
  });
  const root = chainRoot(site.call, site);
  if (!root) return options;
  const chained = program.calls.flatMap((other): Found[] => {
    const argument = calleeName(other.call) === name ? other.call.args[0] : undefined;
    return argument && chainRoot(other.call, other)?.start === root.start
      ? [{ value: argument.value, place: { scope: other.scope, at: other.at } }]
      : [];
  });
  return [...options, ...chained];
}

/** An options object that this file does not show: its members are unknown. */
function isOptions(value: Expr, place: Place): boolean {
  if (value.kind !== 'name') return value.kind === 'call';
  const bound = bindingsOf(value.path, place.scope, place.at);
  return bound.length === 0 || bound.some((binding) => binding.value === undefined);
}
