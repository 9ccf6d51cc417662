import type { Node } from 'web-tree-sitter';
import type { Arg, Entry, Expr } from './expression.ts';
import type { Reader } from './reader.ts';
import type { Syntax } from './reader.ts';
import { arg, callOf, children, entry, joined, member, named, type ExprBody } from './syntax.ts';

export const python: Syntax = {
  scopes: new Map([
    ['function_definition', 'function'],
    ['class_definition', 'class'],
    ['lambda', 'function'],
  ]),
  guards: new Set(['if_statement', 'try_statement', 'match_statement', 'while_statement']),
  alwaysRuns: (node) =>
    /__name__|TYPE_CHECKING/.test(node.childForFieldName('condition')?.text ?? ''),
  enter: {
    import_statement: (node, reader) => {
      for (const name of children(node)) {
        if (name.type === 'aliased_import') {
          const alias = name.childForFieldName('alias')?.text ?? '';
          reader.import(alias, { module: name.childForFieldName('name')?.text ?? '' });
        } else {
          reader.import(name.text.split('.')[0] ?? '', { module: name.text.split('.')[0] ?? '' });
          reader.module(name.text);
        }
      }
    },
    import_from_statement: (node, reader) => {
      const module = node.childForFieldName('module_name')?.text ?? '';
      reader.module(module);
      if (children(node, 'wildcard_import').length > 0) reader.open(module);
      for (const name of node.childrenForFieldName('name')) {
        const real = name.type === 'aliased_import' ? name.childForFieldName('name') : name;
        const local = name.type === 'aliased_import' ? name.childForFieldName('alias') : name;
        if (real && local) reader.import(local.text, { module, name: real.text });
      }
    },
    function_definition: (node, reader) => {
      const name = node.childForFieldName('name')?.text ?? '';
      reader.named(name === '__init__' ? (reader.className ?? name) : name);
      reader.declare(name);
      parameters(node, reader);
    },
    lambda: parameters,
    class_definition: (node, reader) => {
      reader.named(node.childForFieldName('name')?.text ?? '');
      reader.declare(node.childForFieldName('name')?.text ?? '');
    },
    assignment: (node, reader) => {
      assign(node.childForFieldName('left'), node.childForFieldName('right'), node, reader);
    },
    named_expression: (node, reader) => {
      assign(node.childForFieldName('name'), node.childForFieldName('value'), node, reader);
    },
    with_item: (node, reader) => {
      const pattern = node.childForFieldName('value');
      if (pattern?.type !== 'as_pattern') return;
      const target = pattern.childForFieldName('alias')?.namedChildren[0];
      assign(target, pattern.namedChildren[0], node, reader);
    },
    for_statement: (node, reader) => {
      const left = node.childForFieldName('left');
      if (left?.type === 'identifier') reader.bind(left.text, node, undefined);
    },
    return_statement: (node, reader) => {
      const value = node.namedChildren[0];
      if (value) reader.returns(value);
    },
    call: (node, reader) => {
      reader.call(node);
    },
    dictionary: (node, reader) => {
      reader.object(node);
    },
  },
  texts: ['string_content'],
  expr: (node, reader) => {
    switch (node.type) {
      case 'identifier':
        return named(node.text);
      case 'attribute':
        return member(
          reader.expr(node.childForFieldName('object')),
          node.childForFieldName('attribute')?.text ?? '',
        );
      case 'call':
        return callOf(reader.expr(node.childForFieldName('function')), () =>
          callArgs(node.childForFieldName('arguments'), reader),
        );
      case 'subscript':
        return {
          kind: 'index',
          of: reader.expr(node.childForFieldName('value')),
          key: reader.expr(node.childForFieldName('subscript')),
        };
      case 'string':
        return text(node, reader);
      case 'concatenated_string': {
        const pieces = children(node, 'string').map((child) => text(child, reader));
        return {
          kind: 'text',
          text: pieces.map((piece) => piece.text).join(''),
          parts: pieces.flatMap((piece) => piece.parts),
        };
      }
      case 'dictionary':
        return {
          kind: 'entries',
          entries: children(node, 'pair').map((pair) => pairOf(pair, reader)),
          spread: children(node, 'dictionary_splat').map((child) =>
            reader.expr(child.namedChildren[0]),
          ),
        };
      case 'list':
      case 'tuple':
      case 'set':
        return { kind: 'items', items: children(node).map((child) => reader.expr(child)) };
      case 'conditional_expression': {
        const [value, , otherwise] = children(node);
        return { kind: 'choice', options: [reader.expr(value), reader.expr(otherwise)] };
      }
      case 'boolean_operator':
        return {
          kind: 'choice',
          options: [
            ...(node.childForFieldName('operator')?.type === 'or'
              ? [reader.expr(node.childForFieldName('left'))]
              : []),
            reader.expr(node.childForFieldName('right')),
          ],
        };
      case 'binary_operator':
        // 'Bearer %s' % key
        return /^[+%]$/.test(node.childForFieldName('operator')?.type ?? '')
          ? joined(
              reader.expr(node.childForFieldName('left')),
              reader.expr(node.childForFieldName('right')),
            )
          : undefined;
      case 'lambda': {
        const body = node.childForFieldName('body');
        return { kind: 'function', results: body ? [reader.expr(body)] : [] };
      }
      case 'none':
        return { kind: 'nothing' };
      case 'await':
      case 'parenthesized_expression':
        return node.namedChildren[0];
      case 'named_expression':
        return node.childForFieldName('value') ?? undefined;
      default:
        return undefined;
    }
  },
};

function text(node: Node, reader: Reader): Extract<ExprBody, { kind: 'text' }> {
  let literal = '';
  const parts: Expr[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'string_content') literal += child.text;
    else if (child.type === 'interpolation') {
      literal += '{}';
      parts.push(reader.expr(child.childForFieldName('expression')));
    }
  }
  return { kind: 'text', text: literal, parts };
}

function callArgs(list: Node | null, reader: Reader): Arg[] {
  if (list?.type !== 'argument_list') return [];
  return list.namedChildren.flatMap((child): Arg[] => {
    switch (child.type) {
      case 'comment':
        return [];
      case 'keyword_argument':
        return [
          arg(reader.expr(child.childForFieldName('value')), child.childForFieldName('name')?.text),
        ];
      case 'dictionary_splat':
      case 'list_splat':
        return [{ value: reader.expr(child.namedChildren[0]), spread: true }];
      default:
        return [arg(reader.expr(child))];
    }
  });
}

function pairOf(pair: Node, reader: Reader): Entry {
  return entry(
    reader.expr(pair.childForFieldName('key')),
    reader.expr(pair.childForFieldName('value')),
  );
}

function parameters(node: Node, reader: Reader): void {
  const list = node.childForFieldName('parameters');
  if (list)
    reader.parameters(list, () => {
      readParameters(list, reader);
    });
}

function readParameters(list: Node, reader: Reader): void {
  for (const parameter of list.namedChildren) {
    const value = parameter.childForFieldName('value');
    const name = parameter.childForFieldName('name') ?? parameter.namedChildren[0] ?? parameter;
    const local = parameter.type === 'identifier' ? parameter : name;
    if (/^(?:self|cls)$/.test(local.text)) continue;
    reader.parameter(local.text, parameter, value ? reader.expr(value) : undefined);
  }
}

function assign(
  left: Node | null | undefined,
  right: Node | null | undefined,
  node: Node,
  reader: Reader,
): void {
  if (!left || !right) return;
  if (left.type === 'pattern_list' || left.type === 'tuple_pattern') {
    const values = right.type === 'expression_list' || right.type === 'tuple' ? right : undefined;
    left.namedChildren.forEach((target, index) => {
      const value = values?.namedChildren[index];
      if (value) assign(target, value, node, reader);
      else if (target.type === 'identifier') reader.bind(target.text, node, undefined);
    });
    return;
  }
  const value = reader.expr(right);
  const target = reader.expr(left);
  if (target.kind === 'name') {
    reader.bind(target.path, node, value);
    if (reader.scope.kind === 'class') {
      reader.bindIn(reader.scope, `self.${target.path}`, node, value);
      reader.bindIn(reader.scope, `cls.${target.path}`, node, value);
    }
  }
  if (target.kind === 'index' || (target.kind === 'name' && target.path.includes('.'))) {
    reader.write(target, value, node);
  }
}
