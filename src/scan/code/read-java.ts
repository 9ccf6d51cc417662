import type { Node } from 'web-tree-sitter';
import type { Arg, Expr } from './expression.ts';
import type { Reader } from './reader.ts';
import type { Syntax } from './reader.ts';
import { arg, callOf, children, joined, member, named, spanOf } from './syntax.ts';

export const java: Syntax = {
  scopes: new Map([
    ['method_declaration', 'function'],
    ['constructor_declaration', 'function'],
    ['lambda_expression', 'function'],
    ['class_declaration', 'class'],
    ['record_declaration', 'class'],
    ['enum_declaration', 'class'],
  ]),
  guards: new Set([
    'if_statement',
    'try_statement',
    'switch_expression',
    'switch_statement',
    'ternary_expression',
  ]),
  enter: {
    import_declaration: (node, reader) => {
      const path = node.namedChildren[0]?.text ?? '';
      if (children(node, 'asterisk').length > 0) reader.open(path);
      else {
        const dot = path.lastIndexOf('.');
        const name = path.slice(dot + 1);
        reader.import(name, { module: path.slice(0, dot), name });
      }
    },
    class_declaration: (node, reader) => {
      reader.declare(node.childForFieldName('name')?.text ?? '');
    },
    method_declaration: functionScope,
    constructor_declaration: functionScope,
    lambda_expression: (node, reader) => {
      const list = node.childForFieldName('parameters');
      if (list?.type === 'identifier') reader.parameter(list.text, list, undefined);
      else if (list) parameters(list, reader);
    },
    variable_declarator: (node, reader) => {
      const name = node.childForFieldName('name')?.text ?? '';
      const value = node.childForFieldName('value');
      const setting = value ? undefined : injected(node.parent);
      if (value) reader.bind(name, node, reader.expr(value));
      else if (setting) reader.bind(name, node, setting);
      else reader.hold(name);
    },
    resource: (node, reader) => {
      const value = node.childForFieldName('value');
      const name = node.childForFieldName('name');
      if (name && value) reader.bind(name.text, node, reader.expr(value));
    },
    assignment_expression: (node, reader) => {
      const target = reader.expr(node.childForFieldName('left'));
      const value = reader.expr(node.childForFieldName('right'));
      if (target.kind === 'name') reader.assign(target.path, node, value);
      if (target.kind === 'index' || target.kind === 'member') reader.write(target, value, node);
    },
    return_statement: (node, reader) => {
      const value = node.namedChildren[0];
      if (value) reader.returns(value);
    },
    method_invocation: (node, reader) => {
      reader.call(node);
    },
    object_creation_expression: (node, reader) => {
      reader.call(node);
    },
  },
  texts: ['string_fragment'],
  expr: (node, reader) => {
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
        return named(node.text);
      case 'scoped_type_identifier':
      case 'scoped_identifier':
        return named(node.text);
      case 'generic_type':
        return node.namedChildren[0];
      case 'field_access': {
        const of = node.childForFieldName('object');
        const name = node.childForFieldName('field')?.text ?? '';
        return of && of.type !== 'this' ? member(reader.expr(of), name) : named(name);
      }
      case 'method_invocation': {
        const of = node.childForFieldName('object');
        const name = node.childForFieldName('name')?.text ?? '';
        const callee: Expr = {
          ...(of && of.type !== 'this' ? member(reader.expr(of), name) : named(name)),
          span: spanOf(node.childForFieldName('name') ?? node),
        };
        return callOf(callee, () => callArgs(node, reader));
      }
      case 'object_creation_expression':
        return callOf(reader.expr(node.childForFieldName('type')), () => callArgs(node, reader));
      case 'string_literal':
        return {
          kind: 'text',
          text: children(node, 'string_fragment')
            .map((part) => part.text)
            .join(''),
          parts: [],
        };
      case 'ternary_expression':
        return {
          kind: 'choice',
          options: [
            reader.expr(node.childForFieldName('consequence')),
            reader.expr(node.childForFieldName('alternative')),
          ],
        };
      case 'binary_expression':
        return node.childForFieldName('operator')?.type === '+'
          ? joined(
              reader.expr(node.childForFieldName('left')),
              reader.expr(node.childForFieldName('right')),
            )
          : undefined;
      case 'lambda_expression': {
        const body = node.childForFieldName('body');
        return {
          kind: 'function',
          results: body && body.type !== 'block' ? [reader.expr(body)] : [],
        };
      }
      case 'null_literal':
        return { kind: 'nothing' };
      case 'cast_expression':
        return node.childForFieldName('value') ?? undefined;
      case 'parenthesized_expression':
        return node.namedChildren[0];
      default:
        return undefined;
    }
  },
};

function callArgs(node: Node, reader: Reader): Arg[] {
  const list = node.childForFieldName('arguments');
  return (list ? children(list) : []).flatMap((child) =>
    child.type.endsWith('comment') ? [] : [arg(reader.expr(child))],
  );
}

/** `@Value("${azure.openai.key}")`, `@ConfigProperty(name = "...")`: the field holds that setting. */
function injected(field: Node | null): Expr | undefined {
  const modifiers = field ? children(field, 'modifiers')[0] : undefined;
  for (const annotation of modifiers ? children(modifiers, 'annotation') : []) {
    if (
      !/^(?:Value|ConfigProperty|Property)$/.test(annotation.childForFieldName('name')?.text ?? '')
    )
      continue;
    const setting = /"(?:\$\{)?([\w.-]+)(?::[^}"]*)?\}?"/.exec(annotation.text)?.[1];
    if (setting === undefined) continue;
    const span = spanOf(annotation);
    return {
      kind: 'call',
      callee: { kind: 'name', path: 'System.getProperty', span },
      args: [arg({ kind: 'text', text: setting, parts: [], span })],
      span,
    };
  }
  return undefined;
}

function functionScope(node: Node, reader: Reader): void {
  reader.named(node.childForFieldName('name')?.text ?? '');
  const list = node.childForFieldName('parameters');
  if (list)
    reader.parameters(list, () => {
      parameters(list, reader);
    });
}

function parameters(list: Node, reader: Reader): void {
  for (const parameter of children(list, 'formal_parameter', 'identifier')) {
    const name = parameter.childForFieldName('name') ?? parameter;
    reader.parameter(name.text, parameter, injected(parameter));
  }
}
