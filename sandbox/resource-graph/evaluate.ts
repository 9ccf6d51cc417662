import { asRecord } from '../server/exchange.ts';
import type { Expression, Operator, Query } from './syntax.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Runs the operators of a query over the rows of its table. @throws SyntaxError for an unknown name */
export function run(query: Query, rows: readonly Row[]): readonly Row[] {
  return query.operators.reduce<readonly Row[]>(apply, rows);
}

function apply(rows: readonly Row[], operator: Operator): readonly Row[] {
  switch (operator.kind) {
    case 'where':
      return rows.filter((row) => evaluate(operator.condition, row) === true);
    case 'extend':
      return rows.map((row) =>
        operator.columns.reduce<Row>(
          (made, { name, value }) => ({ ...made, [name]: evaluate(value, made) }),
          row,
        ),
      );
    case 'project':
      return rows.map((row) =>
        Object.fromEntries(operator.columns.map(({ name, value }) => [name, evaluate(value, row)])),
      );
    case 'project-away':
      return rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([name]) => !operator.columns.includes(name)),
        ),
      );
    case 'distinct': {
      const picked = rows.map((row) =>
        Object.fromEntries(operator.columns.map((name) => [name, row[name] ?? null])),
      );
      return [...new Map(picked.map((row) => [JSON.stringify(row), row])).values()];
    }
    case 'order':
      return rows.toSorted((a, b) => {
        for (const { by, descending } of operator.keys) {
          const order = compare(evaluate(by, a), evaluate(by, b));
          if (order !== 0) return descending ? -order : order;
        }
        return 0;
      });
    case 'limit':
      return rows.slice(0, operator.count);
    case 'count':
      return [{ Count: rows.length }];
    case 'summarize-count': {
      const groups = Map.groupBy(rows, (row) =>
        JSON.stringify(operator.by.map(({ value }) => evaluate(value, row))),
      );
      return [...groups.values()].map((group) => ({
        ...Object.fromEntries(
          operator.by.map(({ name, value }) => [name, evaluate(value, group[0] ?? {})]),
        ),
        [operator.name]: group.length,
      }));
    }
  }
}

function evaluate(expression: Expression, row: Row): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'column':
      // A column that a row lacks is null, as in the tables of Resource Graph.
      return row[expression.name] ?? null;
    case 'member': {
      const of = evaluate(expression.of, row);
      const key = evaluate(expression.key, row);
      if (Array.isArray(of) && typeof key === 'number') return (of[key] as unknown) ?? null;
      return asRecord(of)?.[text(key)] ?? null;
    }
    case 'call':
      return call(
        expression.name,
        expression.arguments.map((argument) => evaluate(argument, row)),
      );
    case 'in': {
      const left = evaluate(expression.left, row);
      const fold = expression.operator.endsWith('~');
      const found = expression.list
        .map((item) => evaluate(item, row))
        .some((item) => (fold ? lower(item) === lower(left) : item === left));
      return expression.operator.startsWith('!') ? !found : found;
    }
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, row);
  }
}

function binary(operator: string, leftSide: Expression, rightSide: Expression, row: Row): unknown {
  const left = evaluate(leftSide, row);
  if (operator === 'and') return left === true && evaluate(rightSide, row) === true;
  if (operator === 'or') return left === true || evaluate(rightSide, row) === true;
  const right = evaluate(rightSide, row);
  switch (operator) {
    case '==':
      return left !== null && left === right;
    case '!=':
      return left !== right;
    case '=~':
      return lower(left) === lower(right);
    case '!~':
      return lower(left) !== lower(right);
    case '<':
      return compare(left, right) < 0;
    case '>':
      return compare(left, right) > 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>=':
      return compare(left, right) >= 0;
    default: {
      const negated = operator.startsWith('!');
      const result = stringTest(operator.replace(/^!/, ''), text(left), text(right));
      return negated ? !result : result;
    }
  }
}

function stringTest(operator: string, left: string, right: string): boolean {
  const exact = operator.endsWith('_cs');
  const a = exact ? left : left.toLowerCase();
  const b = exact ? right : right.toLowerCase();
  switch (operator.replace(/_cs$/, '')) {
    case 'has':
      return a.split(/[^a-z0-9]+/i).includes(b) || (/[^a-z0-9]/i.test(b) && a.includes(b));
    case 'contains':
      return a.includes(b);
    case 'startswith':
      return a.startsWith(b);
    case 'endswith':
      return a.endsWith(b);
    default:
      throw new SyntaxError(`the operator '${operator}' is not supported`);
  }
}

function call(name: string, values: readonly unknown[]): unknown {
  const first = values[0] ?? null;
  switch (name) {
    case 'tolower':
      return lower(first);
    case 'toupper':
      return text(first).toUpperCase();
    case 'tostring':
      return text(first);
    case 'tobool':
    case 'bool':
      return typeof first === 'boolean' ? first : boolOf(text(first));
    case 'toint':
    case 'tolong':
      return Number.isNaN(Number(text(first))) || first === null ? null : Number(text(first));
    case 'isempty':
      return first === null || first === '';
    case 'isnotempty':
      return first !== null && first !== '';
    case 'isnull':
      return first === null;
    case 'isnotnull':
      return first !== null;
    case 'not':
      return first !== true;
    case 'strcat':
      return values.map(text).join('');
    case 'iff':
    case 'iif':
      return first === true ? values[1] : values[2];
    case 'coalesce':
      return values.find((value) => value !== null) ?? null;
    case 'array_length':
      return Array.isArray(first) ? first.length : null;
    case 'split':
      return text(first).split(text(values[1]));
    default:
      throw new SyntaxError(`the function '${name}' is not supported`);
  }
}

function boolOf(value: string): boolean | null {
  if (/^(true|1)$/i.test(value)) return true;
  return /^(false|0)$/i.test(value) ? false : null;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function lower(value: unknown): string {
  return text(value).toLowerCase();
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [text(a), text(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
