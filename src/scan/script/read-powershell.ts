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
    const types = ['command', 'assignment_expression', 'hash_entry', 'invokation_expression'];
    for (const node of root.descendantsOfType(types)) {
      const [first, second] = node.namedChildren;
      if (node.type === 'command') commands.push({ words: words(node), span: spanOf(node) });
      else if (node.type === 'hash_entry') entries.push(assignment(node, first, second));
      else if (node.type === 'invokation_expression') entries.push(...added(node));
      else {
        const set = assignment(node, first, node.childForFieldName('value'));
        const key = /\[([\w-]+)\]$/.exec(set.name)?.[1];
        if (key === undefined) assignments.push(set);
        else entries.push({ ...set, name: key });
      }
    }
    return { commands, assignments, entries };
  });
}

/** `$headers.Add("api-key", $key)` */
function added(call: Node): readonly Assignment[] {
  const method = call.namedChildren.findLast(({ type }) => type === 'member_name')?.text ?? '';
  if (!/^(?:Add|Set|TryAddWithoutValidation)$/i.test(method)) return [];
  const [name, value] = call.descendantsOfType('argument_expression');
  return name && value ? [assignment(call, name, value)] : [];
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
