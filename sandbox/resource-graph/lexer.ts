export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'sign';
  readonly text: string;
}

const PATTERN =
  /\s+|\/\/[^\n]*|(?<string>@?'(?:[^'\\]|\\.)*'|@?"(?:[^"\\]|\\.)*")|(?<number>\d+(?:\.\d+)?)|(?<name>!?[A-Za-z_][A-Za-z0-9_-]*~?)|(?<sign>=~|!~|==|!=|<=|>=|[=<>|,()[\].*])/y;

/** Words of a query. @throws SyntaxError at what is none */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex;
    const match = PATTERN.exec(text);
    if (!match) throw new SyntaxError(`unexpected '${text.slice(at, at + 12)}' at position ${at}`);
    const { string, number, name, sign } = match.groups ?? {};
    if (string !== undefined) tokens.push({ kind: 'string', text: unquote(string) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

function unquote(text: string): string {
  if (text.startsWith('@')) return text.slice(2, -1);
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}
