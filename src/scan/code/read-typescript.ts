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

/** TypeScript, TSX and JavaScript, which is read by the grammar of TSX. */
export const typescript: Syntax = {
  scopes: new Map([
    ['function_declaration', 'function'],
    ['function_expression', 'function'],
    ['generator_function_declaration', 'function'],
    ['arrow_function', 'function'],
    ['method_definition', 'function'],
    ['class_declaration', 'class'],
    ['class', 'class'],
  ]),
  guards: new Set([
    'if_statement',
    'else_clause',
    'try_statement',
    'switch_statement',
    'ternary_expression',
  ]),
  enter: {
    import_statement: (node, reader) => {
      const module = unquote(node.childForFieldName('source')?.text ?? '');
      if (module === '') return;
      reader.module(module);
      for (const clause of children(node, 'import_clause')) importClause(clause, module, reader);
    },
    function_declaration: functionScope,
    function_expression: functionScope,
    arrow_function: (node, reader) => {
      functionScope(node, reader);
      const holder = node.parent;
      const name =
        holder?.type === 'variable_declarator' ? holder.childForFieldName('name')?.text : undefined;
      if (name !== undefined) reader.named(name);
      const body = node.childForFieldName('body');
      if (name !== undefined && body && body.type !== 'statement_block') reader.returns(body);
    },
    method_definition: functionScope,
    class_declaration: (node, reader) => {
      reader.named(node.childForFieldName('name')?.text ?? '');
      reader.declare(node.childForFieldName('name')?.text ?? '');
    },
    variable_declarator: (node, reader) => {
      declare(node.childForFieldName('name'), node.childForFieldName('value'), node, reader);
    },
    public_field_definition: field,
    field_definition: field,
    assignment_expression: (node, reader) => {
      const target = reader.expr(node.childForFieldName('left'));
      const value = reader.expr(node.childForFieldName('right'));
      if (target.kind === 'name') reader.bind(target.path, node, value);
      if (target.kind === 'index' || (target.kind === 'name' && target.path.includes('.')))
        reader.write(target, value, node);
    },
    return_statement: (node, reader) => {
      const value = node.namedChildren[0];
      if (value) reader.returns(value);
    },
    call_expression: (node, reader) => {
      reader.call(node);
    },
    new_expression: (node, reader) => {
      reader.call(node);
    },
    object: (node, reader) => {
      reader.object(node);
    },
  },
  texts: ['string_fragment'],
  expr: (node, reader) => {
    switch (node.type) {
      case 'identifier':
      case 'property_identifier':
      case 'shorthand_property_identifier':
      case 'this':
        return named(node.text);
      case 'meta_property':
        return named('import.meta');
      case 'import':
        return named('import');
      case 'member_expression':
        return member(
          reader.expr(node.childForFieldName('object')),
          node.childForFieldName('property')?.text ?? '',
        );
      case 'subscript_expression':
        return {
          kind: 'index',
          of: reader.expr(node.childForFieldName('object')),
          key: reader.expr(node.childForFieldName('index')),
        };
      case 'call_expression':
        return call(node, node.childForFieldName('function'), reader);
      case 'new_expression':
        return call(node, node.childForFieldName('constructor'), reader);
      case 'string':
        return { kind: 'text', text: unquote(node.text), parts: [] };
      case 'template_string':
        return template(node, reader);
      case 'object':
        return object(node, reader);
      case 'array':
        return { kind: 'items', items: children(node).map((child) => reader.expr(child)) };
      case 'ternary_expression':
        return {
          kind: 'choice',
          options: [
            reader.expr(node.childForFieldName('consequence')),
            reader.expr(node.childForFieldName('alternative')),
          ],
        };
      case 'binary_expression': {
        const operator = node.childForFieldName('operator')?.type;
        const right = reader.expr(node.childForFieldName('right'));
        if (operator === '||' || operator === '??')
          return { kind: 'choice', options: [reader.expr(node.childForFieldName('left')), right] };
        if (operator === '&&') return { kind: 'choice', options: [right] };
        return operator === '+'
          ? joined(reader.expr(node.childForFieldName('left')), right)
          : undefined;
      }
      case 'arrow_function':
      case 'function_expression': {
        const body = node.childForFieldName('body');
        const results =
          body?.type === 'statement_block'
            ? returned(body, reader)
            : body
              ? [reader.expr(body)]
              : [];
        return { kind: 'function', results };
      }
      case 'null':
      case 'undefined':
        return { kind: 'nothing' };
      case 'await_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'parenthesized_expression':
        return node.namedChildren[0];
      case 'type_assertion':
        return node.namedChildren.at(-1);
      default:
        return undefined;
    }
  },
};

function importClause(clause: Node, module: string, reader: Reader): void {
  for (const child of clause.namedChildren) {
    if (child.type === 'identifier') reader.import(child.text, { module, name: child.text });
    if (child.type === 'namespace_import') {
      const local = child.namedChildren[0];
      if (local) reader.import(local.text, { module });
    }
    for (const specifier of children(child, 'import_specifier')) {
      const name = specifier.childForFieldName('name')?.text ?? '';
      const local = specifier.childForFieldName('alias')?.text ?? name;
      reader.import(local, { module, name: name === 'default' ? local : name });
    }
  }
}

/** The module of `require("x")` and `await import("x")`. */
function required(value: Expr): string | undefined {
  if (value.kind === 'member' && value.name === 'default') return required(value.of);
  if (value.kind !== 'call' || value.callee.kind !== 'name') return undefined;
  const module = value.args[0]?.value;
  return /^(?:require|import)$/.test(value.callee.path) && module?.kind === 'text'
    ? module.text
    : undefined;
}

function declare(target: Node | null, source: Node | null, node: Node, reader: Reader): void {
  if (!target) return;
  const value = source ? reader.expr(source) : undefined;
  const module = value && required(value);
  if (target.type === 'identifier') {
    if (module === undefined) reader.bind(target.text, node, value);
    else {
      // `require("x").default` is what `import local from "x"` is.
      const whole = value?.kind === 'call';
      reader.import(target.text, whole ? { module } : { module, name: target.text });
    }
    return;
  }
  if (target.type !== 'object_pattern') return;
  for (const part of target.namedChildren) {
    const key = part.childForFieldName('key') ?? part.childForFieldName('left') ?? part;
    const bound = part.childForFieldName('value') ?? part.childForFieldName('left') ?? part;
    if (module !== undefined) reader.import(bound.text, { module, name: key.text });
    else if (value) {
      const read: Expr = { ...member(value, key.text), span: spanOf(part) };
      reader.bind(bound.text, node, read);
    }
  }
}

function field(node: Node, reader: Reader): void {
  const name = node.childForFieldName('name')?.text ?? node.childForFieldName('property')?.text;
  const value = node.childForFieldName('value');
  if (name !== undefined && value) reader.bind(`this.${name}`, node, reader.expr(value));
}

function functionScope(node: Node, reader: Reader): void {
  const name = node.childForFieldName('name')?.text;
  if (name !== undefined) {
    reader.named(name === 'constructor' ? (reader.className ?? name) : name);
    if (node.type !== 'method_definition') reader.declare(name);
  }
  const single = node.childForFieldName('parameter');
  if (single) reader.parameter(single.text, single, undefined);
  const list = node.childForFieldName('parameters');
  const read = (): void => {
    if (list) parameters(list, reader);
  };
  // Those of a constructor may be fields of the class.
  if (!list || name === 'constructor') read();
  else reader.parameters(list, read);
}

function parameters(list: Node, reader: Reader): void {
  for (const parameter of list.namedChildren) {
    const pattern = parameter.childForFieldName('pattern') ?? parameter;
    const value = parameter.childForFieldName('value') ?? parameter.childForFieldName('right');
    const names =
      pattern.type === 'object_pattern'
        ? children(pattern, 'shorthand_property_identifier_pattern').map((child) => child.text)
        : [pattern.childForFieldName('left')?.text ?? pattern.text];
    for (const local of names)
      reader.parameter(local, parameter, value ? reader.expr(value) : undefined);
    // constructor(private readonly apiKey: string)
    if (children(parameter, 'accessibility_modifier').length > 0)
      reader.parameter(`this.${pattern.text}`, parameter, undefined);
  }
}

function call(node: Node, callee: Node | null, reader: Reader): ExprBody {
  return callOf(reader.expr(callee), () => {
    const list = node.childForFieldName('arguments');
    return (list ? children(list) : []).flatMap((child): Arg[] => {
      if (child.type === 'comment') return [];
      if (child.type === 'spread_element')
        return [{ value: reader.expr(child.namedChildren[0]), spread: true }];
      return [arg(reader.expr(child))];
    });
  });
}

function object(node: Node, reader: Reader): ExprBody {
  const entries: Entry[] = [];
  const spread: Expr[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'pair') {
      const key = child.childForFieldName('key');
      const name = key?.type === 'computed_property_name' ? key.namedChildren[0] : key;
      entries.push(entry(reader.expr(name), reader.expr(child.childForFieldName('value'))));
    } else if (child.type === 'shorthand_property_identifier') {
      entries.push(entry(reader.expr(child), reader.expr(child)));
    } else if (child.type === 'spread_element') {
      spread.push(reader.expr(child.namedChildren[0]));
    } else if (child.type === 'method_definition') {
      entries.push(
        entry(reader.expr(child.childForFieldName('name')), {
          kind: 'function',
          results: [],
          span: spanOf(child),
        }),
      );
    }
  }
  return { kind: 'entries', entries, spread };
}

function template(node: Node, reader: Reader): ExprBody {
  let text = '';
  const parts: Expr[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'string_fragment') text += child.text;
    else if (child.type === 'template_substitution') {
      text += '{}';
      parts.push(reader.expr(child.namedChildren[0]));
    }
  }
  return { kind: 'text', text, parts };
}

/** What a function literal with a body returns, without its inner functions. */
function returned(body: Node, reader: Reader): Expr[] {
  return children(body, 'return_statement').flatMap((statement) => {
    const value = statement.namedChildren[0];
    return value ? [reader.expr(value)] : [];
  });
}
