import { matchesAction } from './wildcard.ts';

/** What a condition may look at: the action and attributes such as `RoleDefinitionId`. */
export interface ConditionInput {
  readonly action: string;
  /** By attribute name as in `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Evaluates a role condition: `ActionMatches`, `@Request[...]` comparisons with a set or a value, `!`,
 * AND, OR and brackets, which is what the portal writes for delegated role assignment.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 * `undefined`: it uses something else, so whether it holds is not known here.
 */
export function conditionHolds(condition: string, input: ConditionInput): boolean | undefined {
  const tokens = tokenize(condition);
  if (!tokens) return undefined;
  const parser = new Parser(tokens, input);
  const value = parser.either();
  return parser.done ? value : undefined;
}

type Truth = boolean | undefined;

const TOKEN =
  /\s*(?:(\(|\)|!)|(AND|OR|NOT|&&|\|\|)(?![A-Za-z])|((?:Sub)?(?:Operation|Action)Matches)\s*\{([^}]*)\}|(@\w+)\[([^\]]+)\]\s*([A-Za-z:]+)\s*(\{[^}]*\}|'[^']*'|[^\s)]+))/iy;

interface Token {
  readonly kind: '(' | ')' | 'not' | 'and' | 'or' | 'action' | 'compare';
  readonly attribute?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) return undefined;
    const [, sign, word, matches, set, source, attribute, operator, right] = match;
    if (sign === '(' || sign === ')') tokens.push({ kind: sign });
    else if (sign === '!' || word?.toUpperCase() === 'NOT') tokens.push({ kind: 'not' });
    else if (word !== undefined) tokens.push({ kind: /and|&&/i.test(word) ? 'and' : 'or' });
    else if (matches !== undefined) {
      if (/^sub/i.test(matches)) return undefined;
      tokens.push({ kind: 'action', values: valuesOf(set ?? '') });
    } else {
      const known = source?.toLowerCase() === '@request' || source?.toLowerCase() === '@resource';
      tokens.push({
        kind: 'compare',
        attribute: known ? (attribute ?? '').split(':').slice(1).join(':') : '',
        operator: operator ?? '',
        values: valuesOf((right ?? '').replace(/^\{|\}$/g, '')),
      });
    }
  }
  return tokens;
}

function valuesOf(set: string): string[] {
  return set
    .split(',')
    .map((value) => value.trim().replace(/^'|'$/g, '').toLowerCase())
    .filter((value) => value !== '');
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #input: ConditionInput;
  #at = 0;

  constructor(tokens: readonly Token[], input: ConditionInput) {
    this.#tokens = tokens;
    this.#input = input;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Truth {
    let value = this.#both();
    while (this.#take('or')) {
      const right = this.#both();
      value = value === true || right === true ? true : value === false ? right : undefined;
    }
    return value;
  }

  #both(): Truth {
    let value = this.#one();
    while (this.#take('and')) {
      const right = this.#one();
      value = value === false || right === false ? false : value === true ? right : undefined;
    }
    return value;
  }

  #one(): Truth {
    const token = this.#tokens[this.#at];
    if (this.#take('not')) {
      const value = this.#one();
      return value === undefined ? undefined : !value;
    }
    if (this.#take('(')) {
      const value = this.either();
      return this.#take(')') ? value : undefined;
    }
    if (this.#take('action')) {
      return token?.values?.some((pattern) => matchesAction(pattern, this.#input.action));
    }
    if (this.#take('compare')) return token && this.#compare(token);
    return undefined;
  }

  #compare(token: Token): Truth {
    const name = Object.keys(this.#input.attributes).find(
      (attribute) => attribute.toLowerCase() === token.attribute?.toLowerCase(),
    );
    const actual = name === undefined ? undefined : this.#input.attributes[name]?.toLowerCase();
    if (actual === undefined) return undefined;
    const operator = token.operator?.toLowerCase().replace(/^foranyofanyvalues:/, '') ?? '';
    const among = token.values?.includes(actual) ?? false;
    if (/^(guid|string)equals(ignorecase)?$/.test(operator)) return among;
    if (/^(foranyofallvalues:)?(guid|string)notequals(ignorecase)?$/.test(operator)) return !among;
    return undefined;
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at += 1;
    return true;
  }
}
