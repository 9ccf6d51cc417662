import type { Node } from 'web-tree-sitter';
import type { Arg, Entry, Expr } from './expression.ts';
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
  spanOf,
  unquote,
  type ExprBody,
} from './syntax.ts';

export const csharp: Syntax = {
  scopes: new Map([
    ['method_declaration', 'function'],
    ['constructor_declaration', 'function'],
    ['local_function_statement', 'function'],
    ['lambda_expression', 'function'],
    ['class_declaration', 'class'],
    ['record_declaration', 'class'],
    ['struct_declaration', 'class'],
  ]),
  guards: new Set([
    'if_statement',
    'try_statement',
    'switch_statement',
    'switch_section',
    'conditional_expression',
    'switch_expression',
  ]),
  enter: {
    using_directive: (node, reader) => {
      const alias = node.childForFieldName('name');
      const target = node.namedChildren.findLast((child) => child !== alias)?.text ?? '';
      if (alias && target !== alias.text) {
        const dot = target.lastIndexOf('.');
        reader.import(alias.text, {
          module: target.slice(0, Math.max(dot, 0)),
          name: target.slice(dot + 1),
        });
      } else reader.open(target || (alias?.text ?? ''));
    },
    class_declaration: (node, reader) => {
      reader.named(node.childForFieldName('name')?.text ?? '');
      reader.declare(node.childForFieldName('name')?.text ?? '');
      for (const list of children(node, 'parameter_list')) parameters(list, reader);
    },
    record_declaration: (node, reader) => {
      reader.declare(node.childForFieldName('name')?.text ?? '');
    },
    method_declaration: functionScope,
    local_function_statement: functionScope,
    constructor_declaration: functionScope,
    lambda_expression: (node, reader) => {
      const list = node.childForFieldName('parameters');
      if (list?.type === 'parameter_list') parameters(list, reader);
      else if (list) reader.parameter(list.text, list, undefined);
    },
    variable_declarator: (node, reader) => {
      const name = node.childForFieldName('name')?.text ?? '';
      const value = initializer(node);
      const type = node.parent?.childForFieldName('type')?.text ?? '';
      reader.typed(name, type);
      if (value) reader.bind(name, node, reader.expr(value));
      else reader.hold(name);
    },
    property_declaration: (node, reader) => {
      const name = node.childForFieldName('name')?.text ?? '';
      const value = node.childForFieldName('value');
      const result = value?.type === 'arrow_expression_clause' ? value.namedChildren[0] : value;
      reader.typed(name, node.childForFieldName('type')?.text ?? '');
      if (result) reader.bind(name, node, reader.expr(result));
      else reader.hold(name);
    },
    assignment_expression: (node, reader) => {
      if (node.parent?.type === 'initializer_expression') return;
      const target = reader.expr(node.childForFieldName('left'));
      const value = reader.expr(node.childForFieldName('right'));
      if (target.kind === 'name') reader.assign(target.path, node, value);
      if (
        target.kind === 'index' ||
        target.kind === 'member' ||
        (target.kind === 'name' && target.path.includes('.'))
      )
        reader.write(target, value, node);
    },
    return_statement: (node, reader) => {
      const value = node.namedChildren[0];
      if (value) reader.returns(value);
    },
    invocation_expression: (node, reader) => {
      reader.call(node);
    },
    object_creation_expression: (node, reader) => {
      reader.call(node);
    },
    implicit_object_creation_expression: (node, reader) => {
      reader.call(node, declaredType(node, reader));
    },
    initializer_expression: (node, reader) => {
      reader.object(node);
    },
  },
  texts: ['string_literal_content', 'string_content', 'verbatim_string_literal'],
  expr: (node, reader) => {
    switch (node.type) {
      case 'identifier':
      case 'predefined_type':
        return named(node.text);
      case 'generic_name':
        return named(node.namedChildren[0]?.text ?? '');
      case 'qualified_name':
        return named(node.text.replace(/<[^]*/, ''));
      case 'member_access_expression': {
        const of = node.childForFieldName('expression');
        const name = (node.childForFieldName('name')?.text ?? '').replace(/<[^]*/, '');
        return of && of.type !== 'this' && of.type !== 'base'
          ? member(reader.expr(of), name)
          : named(name);
      }
      case 'conditional_access_expression': {
        const name = children(node, 'member_binding_expression')[0]?.childForFieldName(
          'name',
        )?.text;
        const of = reader.expr(node.childForFieldName('condition'));
        return name === undefined ? undefined : member(of, name);
      }
      case 'element_access_expression':
        return {
          kind: 'index',
          of: reader.expr(node.childForFieldName('expression')),
          key: reader.expr(node.childForFieldName('subscript')?.namedChildren[0]?.namedChildren[0]),
        };
      case 'invocation_expression':
        return callOf(reader.expr(node.childForFieldName('function')), () =>
          callArgs(node.childForFieldName('arguments'), reader),
        );
      case 'object_creation_expression':
        return creation(node, reader.expr(node.childForFieldName('type')), reader);
      case 'implicit_object_creation_expression':
        return creation(
          node,
          { kind: 'name', path: declaredType(node, reader) ?? 'new', span: spanOf(node) },
          reader,
        );
      case 'initializer_expression':
        return object(node, reader);
      case 'string_literal':
        return {
          kind: 'text',
          text: children(node, 'string_literal_content')
            .map((part) => part.text)
            .join(''),
          parts: [],
        };
      case 'verbatim_string_literal':
        return { kind: 'text', text: unquote(node.text), parts: [] };
      case 'raw_string_literal':
        return {
          kind: 'text',
          text: children(node, 'raw_string_content')[0]?.text ?? '',
          parts: [],
        };
      case 'interpolated_string_expression':
        return interpolated(node, reader);
      case 'conditional_expression':
        return {
          kind: 'choice',
          options: [
            reader.expr(node.childForFieldName('consequence')),
            reader.expr(node.childForFieldName('alternative')),
          ],
        };
      case 'switch_expression':
        return {
          kind: 'choice',
          options: children(node, 'switch_expression_arm').map((arm) =>
            reader.expr(arm.namedChildren.at(-1)),
          ),
        };
      case 'binary_expression': {
        const left = reader.expr(node.childForFieldName('left'));
        const right = node.childForFieldName('right');
        const operator = node.childForFieldName('operator')?.type;
        if (operator === '??')
          return {
            kind: 'choice',
            options: right?.type === 'throw_expression' ? [left] : [left, reader.expr(right)],
          };
        return operator === '+' ? joined(left, reader.expr(right)) : undefined;
      }
      case 'lambda_expression': {
        const body = node.childForFieldName('body');
        const results = body && body.type !== 'block' ? [reader.expr(body)] : [];
        return { kind: 'function', results };
      }
      case 'null_literal':
        return { kind: 'nothing' };
      case 'default_expression':
        return { kind: 'nothing' };
      case 'cast_expression':
        return node.childForFieldName('value') ?? undefined;
      case 'as_expression':
        return node.childForFieldName('left') ?? node.namedChildren[0];
      case 'parenthesized_expression':
      case 'postfix_unary_expression':
      case 'await_expression':
        return node.namedChildren[0];
      default:
        return undefined;
    }
  },
};

/** The value of a declarator: its last child that is no bracket list. */
function initializer(node: Node): Node | undefined {
  const name = node.childForFieldName('name');
  return node.namedChildren.findLast(
    (child) => child.startIndex !== name?.startIndex && child.type !== 'bracketed_argument_list',
  );
}

function callArgs(list: Node | null | undefined, reader: Reader): Arg[] {
  return (list ? children(list, 'argument') : []).map((child) => {
    const name = child.childForFieldName('name');
    const value = child.namedChildren.findLast((part) => part.startIndex !== name?.startIndex);
    return arg(reader.expr(value), name?.text);
  });
}

/** `new X(a) { B = c }`: the initializer's members count as named arguments. */
function creation(node: Node, callee: Expr, reader: Reader): ExprBody {
  return callOf(callee, () => {
    const list = node.childForFieldName('arguments') ?? children(node, 'argument_list')[0];
    const members =
      node.childForFieldName('initializer') ?? children(node, 'initializer_expression')[0];
    const args = callArgs(list, reader);
    return members ? [...args, { value: reader.expr(members), spread: true }] : args;
  });
}

function object(node: Node, reader: Reader): ExprBody {
  const entries = node.namedChildren.flatMap((child): Entry[] => {
    if (child.type === 'initializer_expression' && child.namedChildCount === 2)
      return [entry(reader.expr(child.namedChildren[0]), reader.expr(child.namedChildren[1]))];
    if (child.type !== 'assignment_expression') return [];
    const left = child.childForFieldName('left');
    const key =
      left?.type === 'element_binding_expression' ? left.namedChildren[0]?.namedChildren[0] : left;
    return [entry(reader.expr(key), reader.expr(child.childForFieldName('right')))];
  });
  return { kind: 'entries', entries, spread: [] };
}

function interpolated(node: Node, reader: Reader): ExprBody {
  let text = '';
  const parts: Expr[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'string_content') text += child.text;
    else if (child.type === 'interpolation') {
      text += '{}';
      parts.push(reader.expr(children(child).find((part) => part.type !== 'interpolation_brace')));
    }
  }
  return { kind: 'text', text, parts };
}

/** What `new(...)` makes: the type of the variable, property or method that it is for. */
function declaredType(node: Node, reader: Reader): string | undefined {
  for (let here = node.parent; here; here = here.parent) {
    switch (here.type) {
      case 'variable_declaration':
      case 'property_declaration':
        return here.childForFieldName('type')?.text.replace(/[?<][^]*/, '');
      case 'method_declaration':
      case 'local_function_statement':
        return (here.childForFieldName('returns') ?? here.childForFieldName('type'))?.text.replace(
          /^(?:Task|ValueTask)<(.*)>$/s,
          '$1',
        );
      case 'assignment_expression': {
        const target = here.childForFieldName('left');
        const name = target?.childForFieldName('name')?.text ?? target?.text ?? '';
        return reader.typeOf(name)?.replace(/[?<][^]*/, '');
      }
      case 'argument':
      case 'lambda_expression':
        return undefined;
      default:
    }
  }
  return undefined;
}

function functionScope(node: Node, reader: Reader): void {
  const name = node.childForFieldName('name')?.text ?? '';
  reader.named(name);
  if (node.type !== 'constructor_declaration') {
    const body = node.childForFieldName('body');
    const arrow = body?.type === 'arrow_expression_clause' ? body.namedChildren[0] : undefined;
    if (arrow) reader.returns(arrow);
  }
  const list = node.childForFieldName('parameters');
  if (list)
    reader.parameters(list, () => {
      parameters(list, reader);
    });
}

function parameters(list: Node, reader: Reader): void {
  for (const parameter of children(list, 'parameter')) {
    const name = parameter.childForFieldName('name');
    const type = parameter.childForFieldName('type');
    const value = parameter.namedChildren.findLast(
      (child) => child.startIndex !== name?.startIndex && child.startIndex !== type?.startIndex,
    );
    const known =
      value && value.type !== 'modifier' && value.type !== 'attribute_list'
        ? reader.expr(value)
        : undefined;
    if (name) reader.parameter(name.text, parameter, known);
  }
}
