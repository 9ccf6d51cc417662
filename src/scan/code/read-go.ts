import type { Node } from 'web-tree-sitter';
import type { Arg, Entry } from './expression.ts';
import type { Reader } from './reader.ts';
import type { Syntax } from './reader.ts';
import {
  arg,
  callOf,
  children,
  entry,
  joined,
  member,
  named,
  unquote,
  type ExprBody,
} from './syntax.ts';

export const go: Syntax = {
  scopes: new Map([
    ['function_declaration', 'function'],
    ['method_declaration', 'function'],
    ['func_literal', 'function'],
  ]),
  guards: new Set([
    'if_statement',
    'expression_switch_statement',
    'type_switch_statement',
    'select_statement',
  ]),
  alwaysRuns: (node) =>
    /\berr\b\s*[!=]=\s*nil/.test(node.childForFieldName('condition')?.text ?? ''),
  enter: {
    import_spec: (node, reader) => {
      const module = unquote(node.childForFieldName('path')?.text ?? '');
      const alias = node.childForFieldName('name')?.text;
      reader.import(alias ?? packageName(module), { module });
    },
    function_declaration: functionScope,
    method_declaration: functionScope,
    func_literal: functionScope,
    short_var_declaration: (node, reader) => {
      assign(node.childForFieldName('left'), node.childForFieldName('right'), node, reader, true);
    },
    assignment_statement: (node, reader) => {
      assign(node.childForFieldName('left'), node.childForFieldName('right'), node, reader, false);
    },
    var_spec: declared,
    const_spec: declared,
    return_statement: (node, reader) => {
      const value = node.namedChildren[0]?.namedChildren[0];
      if (value) reader.returns(value);
    },
    call_expression: (node, reader) => {
      reader.call(node);
    },
    composite_literal: (node, reader) => {
      reader.object(node);
    },
  },
  texts: ['interpreted_string_literal_content', 'raw_string_literal_content'],
  expr: (node, reader) => {
    switch (node.type) {
      case 'identifier':
      case 'field_identifier':
      case 'type_identifier':
        return named(node.text);
      case 'selector_expression':
        return member(
          reader.expr(node.childForFieldName('operand')),
          node.childForFieldName('field')?.text ?? '',
        );
      case 'index_expression':
        return {
          kind: 'index',
          of: reader.expr(node.childForFieldName('operand')),
          key: reader.expr(node.childForFieldName('index')),
        };
      case 'call_expression':
        return callOf(reader.expr(node.childForFieldName('function')), () =>
          callArgs(node.childForFieldName('arguments'), reader),
        );
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        return { kind: 'text', text: unquote(node.text), parts: [] };
      case 'composite_literal':
        return literal(node, reader);
      case 'binary_expression':
        return node.childForFieldName('operator')?.type === '+'
          ? joined(
              reader.expr(node.childForFieldName('left')),
              reader.expr(node.childForFieldName('right')),
            )
          : undefined;
      case 'func_literal':
        return { kind: 'function', results: [] };
      case 'nil':
        return { kind: 'nothing' };
      case 'unary_expression':
        return node.childForFieldName('operand') ?? undefined;
      case 'parenthesized_expression':
      case 'literal_element':
        return node.namedChildren[0];
      default:
        return undefined;
    }
  },
};

/** The name of a package that its import path suggests: `openai` for `github.com/openai/openai-go/v3`. */
function packageName(module: string): string {
  const words = module.split('/').filter((word) => !/^v\d+$/.test(word));
  return (words.at(-1) ?? module).replace(/^go-|-go$|\.v\d+$/g, '');
}

function callArgs(list: Node | null, reader: Reader): Arg[] {
  return (list ? children(list) : []).flatMap((child): Arg[] => {
    if (child.type === 'comment') return [];
    if (child.type === 'variadic_argument')
      return [{ value: reader.expr(child.namedChildren[0]), spread: true }];
    return [arg(reader.expr(child))];
  });
}

function literal(node: Node, reader: Reader): ExprBody {
  const body = node.childForFieldName('body');
  const keyed = body ? children(body, 'keyed_element') : [];
  if (keyed.length === 0)
    return {
      kind: 'items',
      items: (body ? children(body) : []).map((child) => reader.expr(child)),
    };
  const entries = keyed.map((element): Entry => {
    const [key, value] = children(element);
    return entry(
      reader.expr(element.childForFieldName('key') ?? key),
      reader.expr(element.childForFieldName('value') ?? value),
    );
  });
  return { kind: 'entries', entries, spread: [] };
}

function functionScope(node: Node, reader: Reader): void {
  const name = node.childForFieldName('name')?.text;
  if (name !== undefined) {
    reader.named(name);
    if (node.type === 'function_declaration') reader.declare(name);
  }
  const list = node.childForFieldName('parameters');
  if (list)
    reader.parameters(list, () => {
      for (const parameter of list.namedChildren)
        for (const local of parameter.childrenForFieldName('name'))
          reader.parameter(local.text, parameter, undefined);
    });
}

function declared(node: Node, reader: Reader): void {
  const values = node.childForFieldName('value')?.namedChildren ?? [];
  node.childrenForFieldName('name').forEach((name, index) => {
    const value = values[index];
    if (value) reader.bind(name.text, node, reader.expr(value));
    else reader.hold(name.text);
  });
}

/** `a, err := f()` gives both the call: what is asked of `a` later is what the call makes. */
function assign(
  left: Node | null,
  right: Node | null,
  node: Node,
  reader: Reader,
  declares: boolean,
): void {
  const targets = left ? children(left) : [];
  const values = right ? children(right) : [];
  targets.forEach((target, index) => {
    const value = values[index] ?? (index === 0 ? values[0] : undefined);
    if (!value || target.text === '_') return;
    const path = reader.expr(target);
    const given = reader.expr(value);
    if (path.kind === 'name') {
      if (declares) reader.bind(path.path, node, given);
      else reader.assign(path.path, node, given);
    }
    if (path.kind === 'index' || (path.kind === 'name' && path.path.includes('.')))
      reader.write(path, given, node);
  });
}
