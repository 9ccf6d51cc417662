import { tokenize, type Token } from './lexer.ts';
import type { Expression, Named, Operator, Query } from './syntax.ts';

const COMPARISONS = /^(==|=~|!=|!~|<|>|<=|>=|!?(has|contains|startswith|endswith)(_cs)?)$/i;

/**
 * The part of the Kusto language that inventories need: `where`, `extend`, `project`, `project-away`,
 * `distinct`, `order by`, `limit`, `count`, `summarize count() by`. No joins.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language
 * @throws SyntaxError
 */
export function parseQuery(text: string): Query {
  return new Parser(tokenize(text)).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    const table = this.#name();
    const operators: Operator[] = [];
    while (this.#at < this.#tokens.length) {
      this.#expect('|');
      operators.push(this.#operator());
    }
    return { table: table.toLowerCase(), operators };
  }

  #operator(): Operator {
    const word = this.#name().toLowerCase();
    switch (word) {
      case 'where':
        return { kind: 'where', condition: this.#either() };
      case 'extend':
      case 'project':
        return { kind: word, columns: this.#list(() => this.#named()) };
      case 'project-away':
      case 'distinct':
        return { kind: word, columns: this.#list(() => this.#name()) };
      case 'order':
      case 'sort':
        this.#expect('by');
        return { kind: 'order', keys: this.#list(() => this.#sortKey()) };
      case 'limit':
      case 'take':
        return { kind: 'limit', count: Number(this.#take('number')) };
      case 'count':
        return { kind: 'count' };
      case 'summarize':
        return this.#summarize();
      default:
        throw new SyntaxError(`the operator '${word}' is not supported`);
    }
  }

  #summarize(): Operator {
    const named = this.#named();
    if (named.value.kind !== 'call' || named.value.name !== 'count') {
      throw new SyntaxError('summarize supports count() only');
    }
    const by = this.#is('by') ? this.#list(() => this.#named()) : [];
    return { kind: 'summarize-count', name: named.name, by };
  }

  #sortKey(): { by: Expression; descending: boolean } {
    const by = this.#either();
    if (this.#is('asc')) return { by, descending: false };
    this.#is('desc');
    return { by, descending: true };
  }

  #named(): Named {
    const start = this.#at;
    const first = this.#tokens[start];
    if (first?.kind === 'name' && this.#tokens[start + 1]?.text === '=') {
      this.#at += 2;
      return { name: first.text, value: this.#either() };
    }
    const value = this.#either();
    return { name: nameFor(value), value };
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#is('or')) {
      left = { kind: 'binary', operator: 'or', left, right: this.#both() };
    }
    return left;
  }

  #both(): Expression {
    let left = this.#comparison();
    while (this.#is('and')) {
      left = { kind: 'binary', operator: 'and', left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expression {
    const left = this.#primary();
    const operator = this.#tokens[this.#at]?.text ?? '';
    if (/^!?in~?$/i.test(operator)) {
      this.#at += 1;
      this.#expect('(');
      const list = this.#list(() => this.#either());
      this.#expect(')');
      return { kind: 'in', operator: operator.toLowerCase(), left, list };
    }
    if (!COMPARISONS.test(operator)) return left;
    this.#at += 1;
    return { kind: 'binary', operator: operator.toLowerCase(), left, right: this.#primary() };
  }

  #primary(): Expression {
    let value = this.#atom();
    for (;;) {
      if (this.#is('.')) {
        value = { kind: 'member', of: value, key: { kind: 'literal', value: this.#name() } };
      } else if (this.#is('[')) {
        const key = this.#either();
        this.#expect(']');
        value = { kind: 'member', of: value, key };
      } else return value;
    }
  }

  #atom(): Expression {
    if (this.#is('(')) {
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const token = this.#tokens[this.#at];
    if (token?.kind === 'string') {
      this.#at += 1;
      return { kind: 'literal', value: token.text };
    }
    if (token?.kind === 'number') {
      this.#at += 1;
      return { kind: 'literal', value: Number(token.text) };
    }
    const name = this.#name();
    if (/^(true|false)$/i.test(name)) {
      return { kind: 'literal', value: name.toLowerCase() === 'true' };
    }
    if (!this.#is('(')) return { kind: 'column', name };
    const given = this.#is(')') ? undefined : this.#list(() => this.#either());
    if (given) this.#expect(')');
    return { kind: 'call', name: name.toLowerCase(), arguments: given ?? [] };
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#is(',')) items.push(item());
    return items;
  }

  #name(): string {
    return this.#take('name');
  }

  #take(kind: Token['kind']): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) {
      throw new SyntaxError(`expected a ${kind}, found '${token?.text ?? 'the end'}'`);
    }
    this.#at += 1;
    return token.text;
  }

  #is(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'string' || token?.text.toLowerCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (this.#is(text)) return;
    throw new SyntaxError(
      `expected '${text}', found '${this.#tokens[this.#at]?.text ?? 'the end'}'`,
    );
  }
}

/** Kusto names an unnamed column after what it reads. */
function nameFor(value: Expression): string {
  if (value.kind === 'column') return value.name;
  if (value.kind === 'member') {
    const key = value.key.kind === 'literal' ? String(value.key.value) : '';
    return `${nameFor(value.of)}_${key}`;
  }
  if (value.kind === 'call') return `${value.name}_`;
  return 'Column1';
}
