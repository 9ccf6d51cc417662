import { mayMatter } from '../kinds.ts';
import { baseName, folderOf, resolvePath, type Repository } from '../repository.ts';
import { Evaluator, NOTHING_GIVEN, type Given, type Value } from './evaluate.ts';
import type { IacExpr } from './expression.ts';
import { isParameterFile, isVarFile, templateUsedBy } from './parameter-files.ts';
import { readArmParameters, readJsonValues } from './read-arm.ts';
import { readBicep, readBicepParameters } from './read-bicep.ts';
import { readTerraform, readTfvars } from './read-terraform.ts';
import type { Module, Template } from './template.ts';

/** A module call in another file. */
interface Caller {
  readonly path: string;
  readonly template: Template;
  readonly module: Module;
}

const MAX_CALLERS = 40;
const MAX_LEVELS = 4;

/** Templates of one repository, each read once, with what surrounds them: parameter files and callers. */
export class Templates {
  readonly #repository: Repository;
  readonly #read = new Map<string, Promise<Template | undefined>>();
  #bicepCalls: ReadonlyMap<string, readonly string[]> | undefined;
  #usedBy: ReadonlyMap<string, readonly string[]> | undefined;
  #terraformCalls: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** A Bicep file; `undefined` when it is not there or cannot be read. */
  bicep(path: string): Promise<Template | undefined> {
    return this.#once(path, async () => {
      const text = this.#repository.read(path);
      return text === undefined ? undefined : readBicep(path, text);
    });
  }

  /** The Terraform module in a folder: all its files as one template. */
  terraform(folder: string): Promise<Template | undefined> {
    return this.#once(`${folder}/`, async () => {
      const names = this.#repository.list(folder).filter((name) => name.endsWith('.tf'));
      const files = await Promise.all(
        names.map(async (name) => {
          const path = folder === '' ? name : `${folder}/${name}`;
          const text = this.#repository.read(path);
          return text === undefined ? undefined : readTerraform(path, text);
        }),
      );
      const known = files.filter((file) => file !== undefined);
      return known.length === 0 ? undefined : joined(known);
    });
  }

  /** The template that a module call means, when it is in this repository. */
  async called(module: Module, language: Template['language']): Promise<Template | undefined> {
    if (module.template) return module.template;
    if (!module.source.startsWith('.')) {
      // Bicep allows `modules/x.bicep` without the dot.
      if (language !== 'bicep' || !module.source.endsWith('.bicep')) return undefined;
    }
    const path = resolvePath(folderOf(module.file), module.source);
    if (path === undefined) return undefined;
    if (language === 'terraform') return this.terraform(path);
    // Most modules have nothing to do with accounts, and need not be parsed to know it.
    return mayMatter('bicep', this.#repository.read(path) ?? '') ? this.bicep(path) : undefined;
  }

  /**
   * All that the parameters of a template are given: one for each parameter file beside it, or for each call
   * in the repository; one that gives nothing when there are none.
   */
  async environments(path: string, template: Template, level = 0): Promise<readonly Given[]> {
    const files = await this.#fromFiles(path, template);
    if (files.length > 0) return files;
    if (level >= MAX_LEVELS || template.parameters.size === 0) return [NOTHING_GIVEN];
    const callers = await this.#callers(path, template);
    const given = await Promise.all(
      callers.map(async (caller) => {
        const around = await this.environments(
          caller.template.language === 'terraform' ? folderOf(caller.path) : caller.path,
          caller.template,
          level + 1,
        );
        return around.map((env): Given => {
          const evaluator = new Evaluator(caller.template, env);
          return { values: valuesOf(caller.module.args, evaluator), by: 'caller' };
        });
      }),
    );
    const all = given.flat();
    return all.length > 0 ? all : [NOTHING_GIVEN];
  }

  async #fromFiles(path: string, template: Template): Promise<readonly Given[]> {
    if (template.language === 'terraform') return this.#fromTfvars(path, template);
    const folder = folderOf(path);
    const base = baseName(path).replace(/\.\w+$/, '');
    const names = this.#repository.list(folder);
    const found: Given[] = [];
    for (const file of this.#bicepParameterFiles(path, template)) {
      const { values } = await readBicepParameters(this.#repository.read(file) ?? '');
      found.push(this.#given(values, template));
    }
    for (const name of names) {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (isParameterFile(name, base)) {
        const text = this.#repository.read(file);
        if (text !== undefined) found.push(this.#given(readArmParameters(text), template));
      }
    }
    return found;
  }

  /** Those that are `using` the template, in whatever folder of the repository. */
  #bicepParameterFiles(path: string, template: Template): readonly string[] {
    if (template.language !== 'bicep' || template.parameters.size === 0) return [];
    this.#usedBy ??= Map.groupBy(
      this.#repository.paths().filter((file) => file.endsWith('.bicepparam')),
      (file) => templateUsedBy(file, this.#repository) ?? '',
    );
    return this.#usedBy.get(path) ?? [];
  }

  /** `terraform.tfvars`, `*.auto.tfvars` and these in JSON always apply; any other is one way to deploy. */
  async #fromTfvars(folder: string, template: Template): Promise<readonly Given[]> {
    const names = this.#repository.list(folder).filter(isVarFile);
    const read = (name: string): Promise<ReadonlyMap<string, IacExpr>> =>
      this.#varFile(folder === '' ? name : `${folder}/${name}`, template);
    // The later wins, so they stand in the order in which Terraform loads them.
    const always = [
      ...ALWAYS_FIRST.filter((name) => names.includes(name)),
      ...names.filter((name) => AUTO_VAR_FILE.test(name)).sort(),
    ];
    const base = (await Promise.all(always.map(read))).flatMap((values) => [...values]);
    const others = names.filter((name) => !always.includes(name));
    const sets = await Promise.all(others.map(async (name) => [...base, ...(await read(name))]));
    if (sets.length === 0 && template.parameters.size > 0) {
      const agreed = await this.#elsewhere(folder, base, template);
      if (agreed) return [agreed];
    }
    const all = sets.length > 0 ? sets : base.length > 0 ? [base] : [];
    return all.map((values) => this.#given(new Map(values), template));
  }

  /**
   * What the files for `-var-file` in other folders agree on. Nothing says which of them goes with this module, so
   * a variable that they give different values is known to the deployment alone.
   */
  async #elsewhere(
    folder: string,
    base: readonly (readonly [string, IacExpr])[],
    template: Template,
  ): Promise<Given | undefined> {
    const around = folderOf(folder);
    const files = this.#repository
      .paths()
      .filter((path) => isVarFile(path) && isForModule(path, folder, around))
      // Those beside another module are that module's.
      .filter((path) => !this.#repository.list(folderOf(path)).some((name) => name.endsWith('.tf')))
      .slice(0, MAX_VAR_FILES);
    if (files.length === 0 || (this.#terraformIndex().get(folder) ?? []).length > 0)
      return undefined;
    const read = await Promise.all(files.map((path) => this.#varFile(path, template)));
    const sets = read
      .filter((values) => [...values.keys()].some((name) => template.parameters.has(name)))
      .map((values) => this.#given(new Map([...base, ...values]), template));
    if (sets.length === 0) return undefined;
    const names = new Set(sets.flatMap(({ values }) => [...values.keys()]));
    const values = [...names].map((name): readonly [string, Value] => {
      const given = sets.map((set) => set.values.get(name));
      const [first] = given;
      const agreed =
        first && given.every((value) => value !== undefined && sameValue(value, first));
      return [name, agreed ? first : NOT_AGREED];
    });
    return { values: new Map(values), by: 'file' };
  }

  async #varFile(path: string, template: Template): Promise<ReadonlyMap<string, IacExpr>> {
    const text = this.#repository.read(path);
    if (text === undefined) return new Map();
    if (!path.endsWith('.json')) return readTfvars(text);
    return readJsonValues(text) ?? notRead(template);
  }

  #given(values: ReadonlyMap<string, IacExpr>, template: Template): Given {
    const evaluator = new Evaluator(template, NOTHING_GIVEN);
    return {
      values: new Map(
        [...values].map(([name, expr]) => [name.toLowerCase(), evaluator.evaluate(expr)]),
      ),
      by: 'file',
    };
  }

  async #callers(path: string, template: Template): Promise<readonly Caller[]> {
    if (template.language === 'arm') return [];
    const terraform = template.language === 'terraform';
    const index = terraform ? this.#terraformIndex() : this.#bicepIndex();
    const callers = await Promise.all(
      (index.get(path) ?? []).slice(0, MAX_CALLERS).map(async (from): Promise<Caller[]> => {
        const caller = await (terraform ? this.terraform(folderOf(from)) : this.bicep(from));
        if (!caller) return [];
        return caller.modules
          .filter(
            (module) => module.file === from && resolvePath(folderOf(from), module.source) === path,
          )
          .map((module) => ({ path: from, template: caller, module }));
      }),
    );
    return callers.flat();
  }

  #bicepIndex(): ReadonlyMap<string, readonly string[]> {
    this.#bicepCalls ??= this.#index('.bicep', /^[ \t]*module\s+\w+\s+'([^'\n]+\.bicep)'/gm);
    return this.#bicepCalls;
  }

  #terraformIndex(): ReadonlyMap<string, readonly string[]> {
    this.#terraformCalls ??= this.#index('.tf', /^[ \t]*source\s*=\s*"(\.[^"\n]*)"/gm);
    return this.#terraformCalls;
  }

  /** Which files may call which: found by text, confirmed by the tree when it is needed. */
  #index(ending: string, call: RegExp): ReadonlyMap<string, readonly string[]> {
    const callers = new Map<string, string[]>();
    for (const path of this.#repository.paths()) {
      if (!path.endsWith(ending)) continue;
      const text = this.#repository.read(path) ?? '';
      for (const match of text.matchAll(call)) {
        const target = resolvePath(folderOf(path), match[1] ?? '');
        if (target === undefined) continue;
        const known = callers.get(target) ?? [];
        if (!known.includes(path)) callers.set(target, [...known, path]);
      }
    }
    return callers;
  }

  #once(key: string, read: () => Promise<Template | undefined>): Promise<Template | undefined> {
    let reading = this.#read.get(key);
    if (!reading) {
      reading = read();
      this.#read.set(key, reading);
    }
    return reading;
  }
}

/** It may set any variable. */
function notRead(template: Template): ReadonlyMap<string, IacExpr> {
  const value: IacExpr = { kind: 'other', span: { line: 1, column: 1, endLine: 1 } };
  return new Map([...template.parameters.keys()].map((name) => [name, value]));
}

const ALWAYS_FIRST = ['terraform.tfvars', 'terraform.tfvars.json'];
const AUTO_VAR_FILE = /\.auto\.tfvars(?:\.json)?$/;
const MAX_VAR_FILES = 60;
const NOT_AGREED: Value = { kind: 'unknown', names: [], passed: [], above: false };

/** Below the module, or in a folder beside it that is named for environments. */
function isForModule(path: string, folder: string, around: string): boolean {
  if (folder === '' || path.startsWith(`${folder}/`)) return true;
  const rest = around === '' ? path : path.slice(around.length + 1);
  return (
    (around === '' || path.startsWith(`${around}/`)) &&
    /^(?:env(?:ironment)?s?|(?:tf)?vars|stages?|configs?|parameters?|settings)\//i.test(rest)
  );
}

function sameValue(one: Value, other: Value): boolean {
  return one.kind === 'known' && other.kind === 'known' && one.value === other.value;
}

/** The values of a call's arguments, by their names in lower case. */
export function valuesOf(args: IacExpr, evaluator: Evaluator): ReadonlyMap<string, Value> {
  const value = evaluator.evaluate(args);
  return value.kind === 'object' ? value.entries : new Map<string, Value>();
}

function joined(files: readonly Template[]): Template {
  return {
    language: 'terraform',
    parameters: new Map(files.flatMap((file) => [...file.parameters])),
    types: new Map(files.flatMap((file) => [...(file.types ?? [])])),
    variables: new Map(files.flatMap((file) => [...file.variables])),
    declaredAt: grouped(files.flatMap((file) => [...(file.declaredAt ?? [])])),
    resources: files.flatMap((file) => file.resources),
    modules: files.flatMap((file) => file.modules),
    loose: files.flatMap((file) => file.loose),
    unread: files.flatMap((file) => file.unread),
  };
}

/** A name declared in two files, as by an override, is decided by both. */
function grouped<T>(entries: readonly (readonly [string, readonly T[]])[]): Map<string, T[]> {
  const byName = Map.groupBy(entries, ([name]) => name);
  return new Map([...byName].map(([name, all]) => [name, all.flatMap(([, list]) => list)]));
}
