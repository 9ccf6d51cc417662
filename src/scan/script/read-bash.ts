import type { Node } from 'web-tree-sitter';
import { spanOf } from '../code/syntax.ts';
import { withTree } from '../parse.ts';
import type { Assignment, Command, Script } from './script.ts';

/**
 * Reads a shell script. GitHub's `${{ }}` is replaced before it is parsed, as it is no shell.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readBash(text: string): Promise<Script> {
  const source = text.replace(/\$\{\{.{0,300}?\}\}/g, (expression) =>
    '_'.repeat(expression.length),
  );
  return withTree('bash', source, (root) => {
    const commands: Command[] = [];
    const assignments: Assignment[] = [];
    const lines = text.split('\n');
    const intoFiles = new Set<number>();
    const types = ['redirected_statement', 'command', 'variable_assignment'];
    for (const node of root.descendantsOfType(types)) {
      if (node.type === 'redirected_statement') {
        const body = node.childForFieldName('body');
        if (body && writesFile(node)) intoFiles.add(body.id);
      } else if (node.type === 'command') {
        const parts = node.namedChildren.filter((child) => child.type !== 'variable_assignment');
        commands.push({
          words: parts.map((part) => word(part, lines)),
          ...(intoFiles.has(node.id) ? { intoFile: true as const } : {}),
          span: spanOf(node),
        });
      } else {
        const value = node.childForFieldName('value');
        assignments.push({
          name: node.childForFieldName('name')?.text ?? '',
          value: value ? word(value, lines) : '',
          span: spanOf(node),
        });
      }
    }
    return { commands, assignments, entries: [] };
  });
}

/** `echo A=b >> .env`; a message to the terminal goes into none. */
function writesFile(statement: Node): boolean {
  return statement
    .childrenForFieldName('redirect')
    .some(({ type, text }) => type === 'file_redirect' && /^1?>>?\s*[^&\s]/.test(text));
}

/** The word as it stands in the file, GitHub's expressions included. */
function word(node: Node, lines: readonly string[]): string {
  const { startPosition: start, endPosition: end } = node;
  const original =
    start.row === end.row ? (lines[start.row] ?? '').slice(start.column, end.column) : node.text;
  return original.replace(/["']/g, '');
}
