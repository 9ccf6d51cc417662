import type { Node } from 'web-tree-sitter';
import { spanOf } from '../code/syntax.ts';
import { withTree } from '../parse.ts';
import { olderBicep, parametersAsVariables, spreadOf } from './bicep-source.ts';
import { operation, type Token } from './bicep-operators.ts';
import type { IacBody, IacExpr, ObjectEntry } from './expression.ts';
import type { Loose, Module, Resource, Template } from './template.ts';

/**
 * Reads a Bicep file.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readBicep(file: string, source: string): Promise<Template> {
  return withTree('bicep', olderBicep(source), (root) => {
    const parameters = new Map<string, IacExpr | undefined>();
    const variables = new Map<string, IacExpr>();
    const resources: Resource[] = [];
    const modules: Module[] = [];
    const loose: Loose[] = [];
    const declarations = root.descendantsOfType([
      'parameter_declaration',
      'variable_declaration',
      'resource_declaration',
      'module_declaration',
      'output_declaration',
    ]);
    for (const node of declarations) {
      const [name, second] = node.namedChildren;
      const symbol = name?.text ?? '';
      const value = node.namedChildren.at(-1);
      switch (node.type) {
        case 'parameter_declaration': {
          const fallback = value && value !== name && value.type !== 'type' ? value : undefined;
          parameters.set(symbol, fallback ? read(fallback) : undefined);
          break;
        }
        case 'variable_declaration':
          if (value && value !== name) variables.set(symbol, read(value));
          break;
        case 'resource_declaration':
          resources.push({
            file,
            symbol,
            type: typeOf(node, second),
            existing: node.children.some((child) => child.type === 'existing'),
            body: value ? read(value) : { kind: 'other', span: spanOf(node) },
            ...conditionOf(value),
            span: headOf(node),
          });
          break;
        case 'module_declaration':
          modules.push({
            file,
            symbol,
            source: textOf(second),
            args: paramsOf(value, node),
            ...conditionOf(value),
            span: headOf(node),
          });
          break;
        default:
          if (value) loose.push({ file, value: read(value) });
      }
    }
    for (const value of variables.values()) loose.push({ file, value });
    const unread = missed(root, source);
    return { language: 'bicep', parameters, variables, resources, modules, loose, unread };
  });
}

/**
 * The values that a `.bicepparam` file gives, and the template it is for.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readBicepParameters(
  source: string,
): Promise<{ readonly using: string; readonly values: ReadonlyMap<string, IacExpr> }> {
  return withTree('bicep', parametersAsVariables(source), (root) => {
    const values = new Map<string, IacExpr>();
    for (const node of root.descendantsOfType('variable_declaration')) {
      const [name] = node.namedChildren;
      const value = node.namedChildren.at(-1);
      if (name && value && value !== name) values.set(name.text, read(value));
    }
    return { using: /^[ \t]*using\s+'([^']+)'/m.exec(source)?.[1] ?? '', values };
  });
}

/** Declarations that the text has and the tree has not: they must not pass as judged. */
function missed(root: Node, source: string): Template['unread'] {
  const lines = source.split('\n');
  return lines.flatMap((text, row) => {
    const [, before = '', symbol = '', type = ''] =
      /^(\s*resource\s+)(\w+)\s+'([\w./]+)@[^']*'\s*=(?!\s*existing\b)/i.exec(text) ?? [];
    if (type === '') return [];
    const column = before.length;
    let node: Node | null = root.descendantForPosition({ row, column });
    for (; node; node = node.parent)
      if (node.type === 'resource_declaration' || node.type === 'comment') return [];
    return [{ line: row + 1, type: type.toLowerCase(), symbol }];
  });
}

function typeOf(node: Node, type: Node | undefined): string {
  const own = (textOf(type).split('@')[0] ?? '').toLowerCase();
  if (own.includes('/') && own.includes('.')) return own;
  for (let parent = node.parent; parent; parent = parent.parent)
    if (parent.type === 'resource_declaration')
      return `${typeOf(parent, parent.namedChildren[1])}/${own}`;
  return own;
}

/** The first line of a declaration: what a reader would point at. */
function headOf(node: Node): ReturnType<typeof spanOf> {
  const span = spanOf(node);
  return { ...span, endLine: span.line };
}

/** `= if (x) {`, also inside of a loop. */
function conditionOf(value: Node | undefined): { readonly condition?: IacExpr } {
  const inner = value?.type === 'for_statement' ? value.namedChildren.at(-1) : value;
  const test = inner?.type === 'if_statement' ? inner.namedChildren[0] : undefined;
  return test ? { condition: read(test) } : {};
}

function paramsOf(value: Node | undefined, node: Node): IacExpr {
  const body = value ? read(value) : undefined;
  const inner = body?.kind === 'each' ? body.body : body;
  const params =
    inner?.kind === 'object' ? inner.entries.find((entry) => entry.key === 'params') : undefined;
  return params?.value ?? { kind: 'object', entries: [], spread: [], span: headOf(node) };
}

function textOf(node: Node | undefined): string {
  return node?.namedChildren.map((child) => child.text).join('') ?? '';
}

/** Reduces one expression. Deep nesting ends in `other`. */
function read(node: Node, depth = 0): IacExpr {
  return { ...body(node, depth), span: spanOf(node) };
}

function body(node: Node, depth: number): IacBody {
  if (depth > 80) return { kind: 'other' };
  const at = depth + 1;
  switch (node.type) {
    case 'identifier':
      return { kind: 'ref', name: node.text };
    case 'boolean':
      return { kind: 'literal', value: node.text === 'true' };
    case 'null':
      return { kind: 'literal', value: null };
    case 'number':
      return { kind: 'literal', value: Number(node.text) };
    case 'string': {
      const pieces = node.namedChildren.map((child): IacExpr => {
        const inner = child.type === 'interpolation' ? child.namedChildren[0] : undefined;
        if (inner) return read(inner, at);
        return { kind: 'literal', value: child.text, span: spanOf(child) };
      });
      return pieces.every((piece) => piece.kind === 'literal')
        ? { kind: 'literal', value: pieces.map((piece) => String(piece.value)).join('') }
        : { kind: 'text', parts: pieces };
    }
    case 'object':
      return objectOf(node, at);
    case 'array': {
      const loop = node.namedChildren.find((child) => child.type === 'for_statement');
      if (loop) return body(loop, at);
      return { kind: 'list', items: node.namedChildren.map((child) => read(child, at)) };
    }
    case 'for_statement': {
      const inner = node.childForFieldName('body') ?? node.namedChildren.at(-1);
      return {
        kind: 'each',
        body: inner ? read(inner, at) : { kind: 'other', span: spanOf(node) },
      };
    }
    case 'if_statement':
    case 'parenthesized_expression': {
      const inner = node.namedChildren.at(-1);
      return inner ? body(inner, at) : { kind: 'other' };
    }
    case 'call_expression':
    case 'member_expression':
    case 'subscript_expression':
    case 'binary_expression':
    case 'ternary_expression':
    case 'unary_expression':
      return operation(tokens(node, at));
    default:
      return { kind: 'other' };
  }
}

function objectOf(node: Node, depth: number): IacBody {
  const entries: ObjectEntry[] = [];
  const spread: IacExpr[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'comment') {
      const name = spreadOf(child.text);
      if (name === undefined) continue;
      const span = spanOf(child);
      spread.push(/^\w+$/.test(name) ? { kind: 'ref', name, span } : { kind: 'other', span });
    } else if (child.type === 'object_property') {
      const [key, value] = child.namedChildren;
      if (!key || !value) continue;
      entries.push({
        key: key.type === 'string' ? textOf(key) : key.text,
        value: read(value, depth),
        span: spanOf(child),
      });
    }
  }
  return { kind: 'object', entries, spread };
}

/**
 * The operands and operators of an expression in the order of the text. The grammar gets their precedence
 * wrong (`a ? b : c.d` becomes `(a ? b : c).d`), so it is put right by `operation`.
 */
function tokens(node: Node, depth: number): Token[] {
  if (depth > 80) return [{ kind: 'operand', expr: { kind: 'other', span: spanOf(node) } }];
  const at = depth + 1;
  const of = (name: string): Node | null => node.childForFieldName(name);
  const inner = (child: Node | null): Token[] => (child ? tokens(child, at) : []);
  switch (node.type) {
    case 'binary_expression': {
      const operator = node.children.find((child) => !child.isNamed)?.type ?? '';
      return [...inner(of('left')), { kind: 'operator', operator }, ...inner(of('right'))];
    }
    case 'ternary_expression':
      return [
        ...inner(of('condition')),
        { kind: 'operator', operator: '?' },
        ...inner(of('consequence')),
        { kind: 'operator', operator: ':' },
        ...inner(of('alternative')),
      ];
    case 'unary_expression':
      return [{ kind: 'prefix', operator: node.children[0]?.type ?? '' }, ...inner(of('argument'))];
    case 'member_expression': {
      const name = of('property')?.text ?? '';
      return [
        ...inner(of('object')),
        { kind: 'postfix', apply: (expr) => ({ kind: 'get', of: expr, name, span: spanOf(node) }) },
      ];
    }
    case 'subscript_expression': {
      const index = of('index');
      const read_ = index ? read(index, at) : undefined;
      return [
        ...inner(of('object')),
        {
          kind: 'postfix',
          apply: (expr) =>
            read_ ? { kind: 'at', of: expr, index: read_, span: spanOf(node) } : expr,
        },
      ];
    }
    case 'call_expression': {
      const args = of('arguments')?.namedChildren.map((child) => read(child, at)) ?? [];
      return [
        ...inner(of('function')),
        { kind: 'postfix', apply: (expr) => ({ ...called(expr, args), span: spanOf(node) }) },
      ];
    }
    default:
      return [{ kind: 'operand', expr: read(node, at) }];
  }
}

/** `f(a)` is a call of `f`; `x.f(a)` a call of `f` on `x`; `sys.f(a)` is `f(a)`. */
function called(expr: IacExpr, args: readonly IacExpr[]): IacBody {
  if (expr.kind === 'ref') return { kind: 'call', name: expr.name, args };
  if (expr.kind !== 'get') return { kind: 'other' };
  const space = expr.of.kind === 'ref' && /^(?:sys|az)$/.test(expr.of.name);
  return { kind: 'call', name: expr.name, ...(space ? {} : { on: expr.of }), args };
}
