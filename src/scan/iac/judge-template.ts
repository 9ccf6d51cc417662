import type { FileResult, Hit } from '../hit.ts';
import { baseName, folderOf, type Repository } from '../repository.ts';
import { accountShape, moduleShape } from './account-shapes.ts';
import { Evaluator, type Given } from './evaluate.ts';
import { bodyLines, decidedBy } from './deciding-lines.ts';
import { entryOf, type IacExpr } from './expression.ts';
import {
  accountHit,
  accountProblems,
  declaredAccount,
  type Declaration,
  type Problem,
} from './judge-accounts.ts';
import {
  CONNECTION_EXPECTED,
  CONNECTION_TYPES,
  connectionHit,
  connectionsOf,
  moduleConnections,
} from './judge-connections.ts';
import { keyPulls } from './judge-key-pulls.ts';
import { readArm } from './read-arm.ts';
import { ACCOUNT, type Module, type Resource, type Template } from './template.ts';
import { Templates, valuesOf } from './templates.ts';

const MAX_LEVELS = 4;

/** One store for each scan: its templates are read once, whoever asks. */
const stores = new WeakMap<Repository, Templates>();

function storeOf(repository: Repository): Templates {
  const store = stores.get(repository) ?? new Templates(repository);
  stores.set(repository, store);
  return store;
}

/**
 * Judges a Bicep or Terraform file, or an ARM JSON template.
 * @throws {Error} when the file itself cannot be read
 */
export async function judgeTemplate(
  kind: 'bicep' | 'terraform' | 'json',
  file: string,
  text: string,
  repository: Repository,
): Promise<FileResult> {
  const store = storeOf(repository);
  if (kind === 'json' && isCompiled(file, text, repository)) return { hits: [], accounts: [] };
  const key = kind === 'terraform' ? folderOf(file) : file;
  const template =
    kind === 'json'
      ? readArm(file, text)
      : await (kind === 'terraform' ? store.terraform(key) : store.bicep(key));
  if (!template) throw new Error('it could not be read');
  const environments = await store.environments(key, template);
  const first = new Evaluator(template, environments[0] ?? { values: new Map(), by: 'file' });
  const declarations = declarationsOf(template, file);
  const hits = [
    ...declarations.flatMap((declaration) => own(declaration, template, environments)),
    ...connections(template, file, environments),
    ...(await called(template, file, environments, store)),
    ...keyPulls(template, file, first),
    ...template.unread.flatMap((one) => unread(one)),
  ];
  return { hits, accounts: declarations.map((one) => declaredAccount(one, first)) };
}

/** A template that the Bicep compiler made of the Bicep file beside it is judged there. */
function isCompiled(file: string, text: string, repository: Repository): boolean {
  if (!/"_generator"\s*:/.test(text)) return false;
  const names = repository.list(folderOf(file));
  return names.includes(baseName(file).replace(/\.json$/i, '.bicep'));
}

function declarationsOf(template: Template, file: string): readonly Declaration[] {
  const resources = template.resources.flatMap((resource): Declaration[] => {
    const shape = resource.file === file ? accountShape(resource) : undefined;
    if (!shape || isBing(resource)) return [];
    return [{ body: resource.body, file, span: resource.span, shape }];
  });
  const modules = template.modules.flatMap((module): Declaration[] => {
    const shape = module.file === file ? moduleShape(module) : undefined;
    return shape ? [{ body: module.args, file, span: module.span, shape }] : [];
  });
  return [...resources, ...modules];
}

/** Bing resources once had this type; they have keys only. */
function isBing(resource: Resource): boolean {
  const kind = entryOf(resource.body, 'kind')?.value;
  return kind?.kind === 'literal' && /^Bing\./i.test(String(kind.value));
}

/** What is wrong with an account in its own file, over all that its parameters are given. */
function own(
  declaration: Declaration,
  template: Template,
  environments: readonly Given[],
): readonly Hit[] {
  const problems = environments.flatMap((given) =>
    accountProblems(declaration, new Evaluator(template, given)).filter(({ above }) => !above),
  );
  const hit = accountHit(
    declaration,
    unique(problems),
    nameOf(declaration, template, environments),
  );
  if (!hit) return [];
  const { shape, body, span, file } = declaration;
  const paths = [shape.keys, ...(shape.subdomain ? [shape.subdomain] : [])];
  return [
    {
      ...hit,
      ...decidedBy(
        paths.map((path) => deepest(body, path)),
        template,
        file,
      ),
      missing: {
        names: paths.map((path) => path.at(-1) ?? ''),
        lines: bodyLines(body, span.line),
      },
    },
  ];
}

/** The value at the path, or of the last part of it that is written out. */
function deepest(body: IacExpr, path: readonly string[]): IacExpr {
  const [key, ...rest] = path;
  const next = key === undefined ? undefined : entryOf(body, key)?.value;
  return next ? deepest(next, rest) : body;
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    (problem, index) => problems.findIndex(({ says }) => says === problem.says) === index,
  );
}

function nameOf(
  declaration: Declaration,
  template: Template,
  environments: readonly Given[],
): string | undefined {
  const [given] = environments;
  return given ? declaredAccount(declaration, new Evaluator(template, given)).name : undefined;
}

function connections(
  template: Template,
  file: string,
  environments: readonly Given[],
): readonly Hit[] {
  const declared = [
    ...template.resources.filter((resource) => resource.file === file).flatMap(connectionsOf),
    ...template.modules
      .filter((module) => module.file === file)
      .flatMap((module) => moduleConnections(module, template)),
  ];
  return declared.flatMap((connection) => {
    const found = environments.flatMap((given) => {
      const result = connectionHit(connection, new Evaluator(template, given));
      return result && !result.value.above ? [result.hit] : [];
    });
    const worst = found.find((hit) => hit.status === 'fail') ?? found[0];
    if (!worst) return [];
    const { properties, span } = connection;
    return [
      {
        ...worst,
        ...decidedBy([deepest(properties, ['authType'])], template, file),
        missing: { names: ['authType'], lines: bodyLines(properties, span.line) },
      },
    ];
  });
}

/** Accounts and connections of modules in this repository that this file gives the deciding values. */
async function called(
  template: Template,
  file: string,
  environments: readonly Given[],
  store: Templates,
): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (const module of template.modules) {
    if (module.file !== file) continue;
    const target = await store.called(module, template.language);
    if (!target) continue;
    // A template inside of an ARM template is this file's own.
    const inline = module.template !== undefined;
    for (const given of environments) {
      const values = valuesOf(module.args, new Evaluator(template, given));
      const found = await inside(
        module,
        target,
        { values, by: inline ? 'file' : 'called' },
        store,
        0,
      );
      hits.push(
        ...found.map((hit) => ({ ...hit, ...decidedBy(argumentsAt(module, hit), template, file) })),
      );
    }
  }
  return onePerPlace(hits);
}

async function inside(
  module: Module,
  target: Template,
  given: Given,
  store: Templates,
  level: number,
): Promise<readonly Hit[]> {
  if (level > MAX_LEVELS) return [];
  const evaluator = new Evaluator(target, given);
  const inline = given.by === 'file';
  const files = new Set(target.resources.map((resource) => resource.file));
  const hits: Hit[] = [...files].flatMap((file) =>
    declarationsOf(target, file).flatMap((declaration) => {
      const problems = accountProblems(declaration, evaluator).filter(
        ({ above, passed }) => !above && (inline || passed.length > 0),
      );
      const place = inline
        ? undefined
        : placeOf(
            module,
            problems.flatMap(({ passed }) => passed),
          );
      const hit = accountHit(
        declaration,
        problems,
        declaredAccount(declaration, evaluator).name,
        place,
      );
      return hit ? [hit] : [];
    }),
  );
  for (const connection of target.resources.flatMap(connectionsOf)) {
    const found = connectionHit(connection, evaluator);
    if (!found || found.value.above || (!inline && found.value.passed.length === 0)) continue;
    const place = inline ? undefined : placeOf(module, found.value.passed);
    hits.push(
      place
        ? {
            ...found.hit,
            line: place.line,
            column: place.column,
            lines: [[place.line, place.endLine]],
          }
        : found.hit,
    );
  }
  for (const next of target.modules) {
    const deeper = await store.called(next, target.language);
    if (!deeper) continue;
    const values = valuesOf(next.args, evaluator);
    const by = inline && next.template ? 'file' : 'deeper';
    hits.push(...(await inside(inline ? next : module, deeper, { values, by }, store, level + 1)));
  }
  return hits;
}

/** The argument of the call at which the finding stands, else all of them. */
function argumentsAt(module: Module, { line }: Hit): readonly IacExpr[] {
  const entries = module.args.kind === 'object' ? module.args.entries : [];
  const here = entries.filter(({ span }) => span.line <= line && line <= span.endLine);
  return here.length > 0 ? here.map(({ value }) => value) : [module.args];
}

/** The argument of the call that decides; the call itself when none stands there. */
function placeOf(module: Module, parameters: readonly string[]): Module['span'] {
  for (const name of parameters) {
    const entry = entryOf(module.args, name);
    if (entry) return entry.span;
  }
  return module.span;
}

function onePerPlace(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const place = `${hit.rule} ${hit.line}`;
    return !seen.has(place) && seen.add(place);
  });
}

function unread({ line, type, symbol }: Template['unread'][number]): readonly Hit[] {
  const judged =
    type === ACCOUNT
      ? ({
          rule: 'iac-keys-disabled',
          what: 'account',
          expected: 'disableLocalAuth is true and customSubDomainName is set',
        } as const)
      : CONNECTION_TYPES.has(type)
        ? ({
            rule: 'iac-connections-use-entra',
            what: 'connection',
            expected: CONNECTION_EXPECTED,
          } as const)
        : undefined;
  if (!judged) return [];
  const { rule, what, expected } = judged;
  return [
    {
      rule,
      status: 'unknown',
      line,
      column: 1,
      lines: [[line, line]],
      message: `The ${what} ${symbol} could not be read: its declaration has syntax that this scan does not know.`,
      expected,
      seen: 'a declaration that could not be read',
      why: 'What was not read is not taken for a pass.',
      fix: {
        say: 'Write the declaration in plainer syntax, or exempt the line with a reason after checking it.',
      },
    },
  ];
}
