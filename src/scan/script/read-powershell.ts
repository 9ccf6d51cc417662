import type { Node } from 'web-tree-sitter';
import { spanOf } from '../code/syntax.ts';
import { withTree } from '../parse.ts';
import type { Assignment, Command, Script } from './script.ts';

/**
 * Reads a PowerShell script.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function readPowerShell(text: string): Promise<Script> {
  const source = text.replace(
    /\$\{\{.{0,300}?\}\}/g,
    (expression) => `'${'_'.repeat(expression.length - 2)}'`,
  );
  return withTree('powershell', source, (root) => {
    const commands: Command[] = [];
    const assignments: Assignment[] = [];
    const entries: Assignment[] = [];
    for (const node of root.descendantsOfType(['command', 'assignment_expression', 'hash_entry'])) {
      if (node.type === 'command') commands.push({ words: words(node), span: spanOf(node) });
      else if (node.type === 'hash_entry')
        entries.push(assignment(node, node.namedChildren[0], node.namedChildren[1]));
      else
        assignments.push(assignment(node, node.namedChildren[0], node.childForFieldName('value')));
    }
    return { commands, assignments, entries };
  });
}

function words(command: Node): string[] {
  const name = command.childForFieldName('command_name')?.text ?? '';
  const elements = command.childForFieldName('command_elements')?.namedChildren ?? [];
  return [
    name,
    ...elements.flatMap((element) =>
      element.type === 'command_argument_sep' ? [] : [plain(element.text)],
    ),
  ];
}

function assignment(
  node: Node,
  name: Node | undefined,
  value: Node | null | undefined,
): Assignment {
  return { name: plain(name?.text ?? ''), value: plain(value?.text ?? ''), span: spanOf(node) };
}

function plain(text: string): string {
  return text
    .replace(/["']/g, '')
    .replace(/^\$(?:env:)?/i, '')
    .trim();
}
