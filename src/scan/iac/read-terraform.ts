import type { Node } from 'web-tree-sitter';
import type { Span } from '../code/expression.ts';
import { spanOf } from '../code/syntax.ts';
import { withTree } from '../parse.ts';
import type { IacBody, IacExpr, ObjectEntry, Operator } from './expression.ts';
import type { Declared, Loose, Module, Resource, Template } from './template.ts';

/**
 * Reads one Terraform file. Variables and locals of the files beside it belong to the same module, and are
 * joined by the caller.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readTerraform(file: string, source: string): Promise<Template> {
  return withTree('terraform', source, (root) => {
    const parameters = new Map<string, IacExpr | undefined>();
    const types = new Map<string, IacExpr>();
    const variables = new Map<string, IacExpr>();
    const resources: Resource[] = [];
    const modules: Module[] = [];
    const loose: Loose[] = [];
    const declaredAt = new Map<string, Declared[]>();
    const declare = (name: string, { line, endLine }: Span): void => {
      declaredAt.set(name, [...(declaredAt.get(name) ?? []), { file, lines: [line, endLine] }]);
    };
    for (const block of root.namedChildren.flatMap((child) => child.namedChildren)) {
      if (block.type !== 'block') continue;
      const [keyword, ...labels] = head(block);
      const body = objectOf(block, 0);
      const span = { ...spanOf(block), endLine: block.startPosition.row + 1 };
      const [first = '', second = ''] = labels;
      if (keyword === 'variable') {
        const fallback = body.entries.find((entry) => entry.key === 'default');
        parameters.set(first, fallback?.value);
        declare(first, spanOf(block));
        const type = body.entries.find((entry) => entry.key === 'type');
        if (type) types.set(first, type.value);
      } else if (keyword === 'locals') {
        for (const { key, value, span } of body.entries) {
          variables.set(key, value);
          declare(key, span);
          loose.push({ file, value });
        }
      } else if (keyword === 'resource' || keyword === 'data' || keyword === 'ephemeral') {
        const reads = keyword !== 'resource';
        resources.push({
          file,
          type: first,
          symbol: reads ? `${keyword}.${first}.${second}` : `${first}.${second}`,
          existing: reads,
          body: { ...body, span },
          span,
        });
      } else if (keyword === 'module') {
        const source_ = body.entries.find((entry) => entry.key === 'source')?.value;
        const from = source_?.kind === 'literal' ? String(source_.value) : '';
        modules.push({ file, symbol: first, source: from, args: { ...body, span }, span });
      } else if (keyword !== 'terraform') {
        loose.push({ file, value: { ...body, span } });
      }
    }
    return {
      language: 'terraform',
      parameters,
      types,
      variables,
      declaredAt,
      resources,
      modules,
      loose,
      unread: [],
    };
  });
}

/**
 * The values of a `.tfvars` file.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readTfvars(source: string): Promise<ReadonlyMap<string, IacExpr>> {
  return withTree('terraform', source, (root) => {
    const body = root.namedChildren.find((child) => child.type === 'body');
    return new Map((body ? attributes(body, 0) : []).map(({ key, value }) => [key, value]));
  });
}

/** The keyword and labels of a block: `resource "type" "name"`. */
function head(block: Node): string[] {
  return block.namedChildren.flatMap((child) => {
    if (child.type === 'identifier') return [child.text];
    return child.type === 'string_lit' ? [literalOf(child)] : [];
  });
}

function objectOf(block: Node, depth: number): Extract<IacBody, { kind: 'object' }> {
  const body = block.namedChildren.find((child) => child.type === 'body');
  return { kind: 'object', entries: body ? attributes(body, depth) : [], spread: [] };
}

/** Attributes and nested blocks, which are attributes whose value is an object. */
function attributes(body: Node, depth: number): ObjectEntry[] {
  if (depth > 40) return [];
  return body.namedChildren.flatMap((child): ObjectEntry[] => {
    if (child.type === 'attribute') {
      const [name, value] = child.namedChildren;
      return name && value
        ? [{ key: name.text, value: read(value, depth + 1), span: spanOf(child) }]
        : [];
    }
    if (child.type !== 'block') return [];
    const [key = ''] = head(child);
    const value: IacExpr = { ...objectOf(child, depth + 1), span: spanOf(child) };
    return [{ key, value, span: spanOf(child) }];
  });
}

function read(node: Node, depth: number): IacExpr {
  return { ...body(node, depth), span: spanOf(node) };
}

function body(node: Node, depth: number): IacBody {
  if (depth > 80) return { kind: 'other' };
  const at = depth + 1;
  const inner = node.namedChildren.filter((child) => child.type !== 'comment');
  switch (node.type) {
    case 'expression':
      return chain(inner, at);
    case 'literal_value':
    case 'collection_value':
    case 'template_expr':
    case 'operation': {
      const [only] = inner;
      return only ? body(only, at) : { kind: 'other' };
    }
    case 'bool_lit':
      return { kind: 'literal', value: node.text === 'true' };
    case 'null_lit':
      return { kind: 'literal', value: null };
    case 'numeric_lit':
      return { kind: 'literal', value: Number(node.text) };
    case 'string_lit':
      return { kind: 'literal', value: literalOf(node) };
    case 'quoted_template':
    case 'heredoc_template':
      return template(inner, at);
    case 'tuple':
      return {
        kind: 'list',
        items: inner.filter((child) => child.type === 'expression').map((child) => read(child, at)),
      };
    case 'object':
      return { kind: 'object', entries: elements(inner, at), spread: [] };
    case 'variable_expr':
      return { kind: 'ref', name: node.text };
    case 'function_call': {
      const [name, args] = inner;
      const given = args?.namedChildren.filter((child) => child.type === 'expression') ?? [];
      return { kind: 'call', name: name?.text ?? '', args: given.map((child) => read(child, at)) };
    }
    case 'conditional': {
      const [test, yes, no] = inner.map((child) => read(child, at));
      return test && yes && no
        ? { kind: 'op', op: '?:', args: [test, yes, no] }
        : { kind: 'other' };
    }
    case 'unary_operation': {
      const op: Operator = node.text.startsWith('!') ? '!' : 'other';
      return { kind: 'op', op, args: [{ ...chain(inner, at), span: spanOf(node) }] };
    }
    case 'binary_operation':
      return binary(node, at);
    case 'for_expr':
      return loop(inner[0], at);
    default:
      return inner.length === 1 && inner[0] ? body(inner[0], at) : { kind: 'other' };
  }
}

/** `var.a.b["c"]`: a name and what is taken from it. */
function chain(nodes: readonly Node[], depth: number): IacBody {
  const [first, ...rest] = nodes;
  if (!first) return { kind: 'other' };
  let expr: IacExpr = { ...body(first, depth), span: spanOf(first) };
  rest.forEach((node, index) => {
    const span = spanOf(node);
    if (node.type === 'get_attr') {
      const name = node.namedChildren[0]?.text ?? '';
      // var.x and local.x are names.
      const roots =
        expr.kind === 'ref' &&
        /^(?:var|local|data|module|each|azurerm_\w+|azapi_\w+)$/.test(expr.name);
      expr =
        index === 0 && roots && expr.kind === 'ref'
          ? { kind: 'ref', name: `${expr.name}.${name}`, span }
          : { kind: 'get', of: expr, name, span };
    } else if (node.type === 'index') {
      const key = node.descendantsOfType('expression')[0];
      expr = key
        ? { kind: 'at', of: expr, index: read(key, depth + 1), span }
        : { kind: 'other', span };
    } else if (node.type === 'splat') {
      expr = { kind: 'each', body: ofEach(expr, node), span };
    } else {
      expr = { kind: 'other', span };
    }
  });
  return expr;
}

/** `list[*].a.b`: what is taken from each item. */
function ofEach(list: IacExpr, splat: Node): IacExpr {
  return splat.descendantsOfType('get_attr').reduce<IacExpr>(
    (of, node) => ({
      kind: 'get',
      of,
      name: node.namedChildren[0]?.text ?? '',
      span: spanOf(node),
    }),
    list,
  );
}

/** `[for item in list : item.a]`: what is made of the items, as a call that has no known value. */
function loop(node: Node | undefined, depth: number): IacBody {
  if (!node) return { kind: 'other' };
  const intro = node.namedChildren.find(({ type }) => type === 'for_intro');
  const name = intro?.namedChildren.findLast(({ type }) => type === 'identifier')?.text;
  const list = intro?.namedChildren.find(({ type }) => type === 'expression');
  const items = list && read(list, depth);
  const made = node.namedChildren
    .filter(({ type }) => type === 'expression')
    .map((child) => read(child, depth));
  // A name stays short, however many loops are in each other.
  const named = items?.kind === 'ref' || items?.kind === 'get';
  return {
    kind: 'call',
    name: 'for',
    args: name !== undefined && named ? made.map((expr) => withName(expr, name, items)) : made,
  };
}

/** The expression with what a name stands for in its place. */
function withName(expr: IacExpr, name: string, value: IacExpr): IacExpr {
  const put = (inner: IacExpr): IacExpr => withName(inner, name, value);
  switch (expr.kind) {
    case 'ref':
      return expr.name === name ? { ...value, span: expr.span } : expr;
    case 'get':
      return { ...expr, of: put(expr.of) };
    case 'at':
      return { ...expr, of: put(expr.of), index: put(expr.index) };
    case 'object':
      return {
        ...expr,
        entries: expr.entries.map((entry) => ({ ...entry, value: put(entry.value) })),
        spread: expr.spread.map(put),
      };
    case 'list':
      return { ...expr, items: expr.items.map(put) };
    case 'call':
    case 'op':
      return { ...expr, args: expr.args.map(put) };
    case 'text':
      return { ...expr, parts: expr.parts.map(put) };
    case 'each':
      return { ...expr, body: put(expr.body) };
    case 'literal':
    case 'other':
      return expr;
  }
}

function binary(node: Node, depth: number): IacBody {
  const operator = node.children.find((child) => !child.isNamed)?.text ?? '';
  const op: Operator = /^(?:==|!=|&&|\|\|)$/.test(operator) ? (operator as Operator) : 'other';
  // Operands are not wrapped: everything before the operator is the left one.
  const cut = node.children.findIndex((child) => !child.isNamed);
  const left = node.children.slice(0, cut).filter((child) => child.isNamed);
  const right = node.children.slice(cut + 1).filter((child) => child.isNamed);
  return {
    kind: 'op',
    op,
    args: [left, right].map((side) => ({ ...chain(side, depth), span: spanOf(side[0] ?? node) })),
  };
}

function template(nodes: readonly Node[], depth: number): IacBody {
  const parts = nodes.flatMap((child): IacExpr[] => {
    if (child.type === 'template_literal')
      return [{ kind: 'literal', value: child.text, span: spanOf(child) }];
    const inner = child.descendantsOfType('expression')[0];
    return child.type === 'template_interpolation' && inner ? [read(inner, depth)] : [];
  });
  const [only] = parts;
  if (parts.length === 1 && only && only.kind !== 'literal') return only;
  return { kind: 'text', parts };
}

function elements(nodes: readonly Node[], depth: number): ObjectEntry[] {
  return nodes.flatMap((element): ObjectEntry[] => {
    const key = element.childForFieldName('key');
    const value = element.childForFieldName('val');
    if (element.type !== 'object_elem' || !key || !value) return [];
    const name = read(key, depth);
    const text =
      name.kind === 'ref' ? name.name : name.kind === 'literal' ? String(name.value) : '';
    return [{ key: text, value: read(value, depth), span: spanOf(element) }];
  });
}

function literalOf(node: Node): string {
  return node.namedChildren
    .filter((child) => child.type === 'template_literal')
    .map((child) => child.text)
    .join('');
}
