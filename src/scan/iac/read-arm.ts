import { parseTree, type Node } from 'jsonc-parser';
import type { Span } from '../code/expression.ts';
import { lineCounter } from '../notebook.ts';
import { armExpression } from './arm-expression.ts';
import type { IacExpr, ObjectEntry } from './expression.ts';
import type { Loose, Module, Resource, Template } from './template.ts';

/** Is this JSON a deployment template? Policies and their `policyRule` hold resources that are not deployed so. */
export function isArmTemplate(text: string): boolean {
  const head = text.slice(0, 3_000);
  if (TEMPLATE_SCHEMA.test(head)) return true;
  if (/"contentVersion"\s*:/.test(head) && /"resources"\s*:/.test(text)) return true;
  // Far from the beginning the words may stand in something that the template is a part of.
  return /deploymentTemplate\.json|"contentVersion"/i.test(text) && isTemplateInside(text);
}

const TEMPLATE_SCHEMA = /"\$schema"\s*:\s*"[^"]*deploymentTemplate\.json/i;

function isTemplateInside(text: string): boolean {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const members = new Map(
    tree?.children?.map(({ children: [key, value] = [] }) => [key?.value as unknown, value]),
  );
  const schema: unknown = members.get('$schema')?.value;
  return (
    (typeof schema === 'string' && /deploymentTemplate\.json/i.test(schema)) ||
    (members.has('contentVersion') && members.has('resources'))
  );
}

/**
 * Reads an ARM JSON template. Nested templates are read as part of it.
 * @throws {SyntaxError} when it is no JSON object
 * @throws {RangeError} when it is nested too deep to be read
 */
export function readArm(file: string, text: string): Template {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== 'object') throw new SyntaxError('it is not a JSON object');
  return templateOf(file, reader(text)(tree));
}

function templateOf(file: string, root: IacExpr): Template {
  const parameters = new Map<string, IacExpr | undefined>();
  const variables = new Map<string, IacExpr>();
  const resources: Resource[] = [];
  const modules: Module[] = [];
  const loose: Loose[] = [];
  collect(root, '');
  return {
    language: 'arm',
    parameters,
    variables,
    resources,
    modules,
    loose,
    unread: [],
  };

  function collect(template: IacExpr, parent: string): void {
    for (const { key, value } of entriesOf(member(template, 'parameters')))
      if (!parameters.has(key)) parameters.set(key, member(value, 'defaultValue'));
    for (const { key, value } of entriesOf(member(template, 'variables'))) {
      // A nested template of outer scope sees those around it, whatever it declares.
      if (!variables.has(key)) variables.set(key, value);
      loose.push({ file, value });
    }
    const outputs = member(template, 'outputs');
    if (outputs) loose.push({ file, value: outputs });
    const list = member(template, 'resources');
    // Language version 2 has resources by name, version 1 in a list.
    const items = list?.kind === 'list' ? list.items : entriesOf(list).map(({ value }) => value);
    for (const item of items) resource(item, parent);
  }

  function resource(item: IacExpr, parent: string): void {
    const own = literal(member(item, 'type')).toLowerCase();
    const type = own.includes('.') || parent === '' ? own : `${parent}/${own}`;
    const name = entriesOf(item).find(({ key }) => key === 'type');
    const condition = member(item, 'condition');
    resources.push({
      file,
      type,
      symbol: '',
      existing: isTrue(member(item, 'existing')),
      body: item,
      ...(condition ? { condition } : {}),
      span: name?.span ?? item.span,
    });
    const properties = member(item, 'properties');
    const nested = member(properties, 'template');
    const scope = literal(member(member(properties, 'expressionEvaluationOptions'), 'scope'));
    // Evaluated inside, it has parameters of its own; outside, it shares those around it.
    if (nested && scope.toLowerCase() === 'inner') {
      const given = entriesOf(member(properties, 'parameters'));
      const entries = given.map((one) => ({
        ...one,
        value: member(one.value, 'value') ?? one.value,
      }));
      modules.push({
        file,
        symbol: literal(member(item, 'name')),
        source: '',
        args: { kind: 'object', entries, spread: [], span: item.span },
        template: templateOf(file, nested),
        span: name?.span ?? item.span,
      });
    } else if (nested) collect(nested, '');
    const children = member(item, 'resources');
    for (const child of children?.kind === 'list' ? children.items : []) resource(child, type);
  }
}

/**
 * The values of a parameter file; those that are references to secrets are left unknown.
 * @throws {RangeError} when it is nested too deep to be read
 */
export function readArmParameters(text: string): ReadonlyMap<string, IacExpr> {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== 'object') return new Map();
  const list = member(reader(text)(tree), 'parameters');
  return new Map(
    entriesOf(list).map(({ key, value }) => {
      const given = member(value, 'value');
      return [key, given ? substituted(given) : { kind: 'other', span: value.span }];
    }),
  );
}

/**
 * The members of a JSON object as values; `undefined` when it is none.
 * @throws {RangeError} when it is nested too deep to be read
 */
export function readJsonValues(text: string): ReadonlyMap<string, IacExpr> | undefined {
  const tree = parseTree(text);
  if (tree?.type !== 'object') return undefined;
  const read = reader(text, (value, span) => ({ kind: 'literal', value, span }));
  return new Map(entriesOf(read(tree)).map(({ key, value }) => [key, value]));
}

/** The Azure Developer CLI puts environment variables into parameter files: `${NAME=default}`. */
function substituted(expr: IacExpr): IacExpr {
  if (expr.kind !== 'literal' || typeof expr.value !== 'string') return expr;
  const variable = /^\$\{(\w+)(?:=(.*))?\}$/.exec(expr.value);
  if (!variable) return expr;
  if (variable[2] === undefined) return { kind: 'ref', name: variable[1] ?? '', span: expr.span };
  const text = variable[2];
  const value = text === 'true' ? true : text === 'false' ? false : text;
  return { kind: 'literal', value, span: expr.span };
}

function reader(text: string, string = armExpression): (node: Node) => IacExpr {
  const lineOf = lineCounter(text);
  const spanAt = (node: Node): Span => ({
    line: lineOf(node.offset),
    column: node.offset - text.lastIndexOf('\n', Math.max(node.offset - 1, 0)),
    endLine: lineOf(node.offset + node.length),
  });
  const read = (node: Node): IacExpr => {
    const span = spanAt(node);
    const value: unknown = node.value;
    switch (node.type) {
      case 'object':
        return { kind: 'object', entries: (node.children ?? []).flatMap(entry), spread: [], span };
      case 'array':
        return { kind: 'list', items: (node.children ?? []).map(read), span };
      case 'string':
        return string(String(value), span);
      case 'boolean':
        return { kind: 'literal', value: value === true, span };
      case 'number':
        return { kind: 'literal', value: Number(value), span };
      case 'null':
        return { kind: 'literal', value: null, span };
      case 'property':
        return { kind: 'other', span };
    }
  };
  const entry = (property: Node): ObjectEntry[] => {
    const [key, value] = property.children ?? [];
    return key && value
      ? [{ key: String(key.value), value: read(value), span: spanAt(property) }]
      : [];
  };
  return read;
}

function member(expr: IacExpr | undefined, name: string): IacExpr | undefined {
  return entriesOf(expr).find(({ key }) => key.toLowerCase() === name.toLowerCase())?.value;
}

function entriesOf(expr: IacExpr | undefined): readonly ObjectEntry[] {
  return expr?.kind === 'object' ? expr.entries : [];
}

function isTrue(expr: IacExpr | undefined): boolean {
  return expr?.kind === 'literal' && expr.value === true;
}

function literal(expr: IacExpr | undefined): string {
  return expr?.kind === 'literal' ? String(expr.value) : '';
}
