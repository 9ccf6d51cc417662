/** A workflow command, as the runner reads it. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What the action says to the runner; all else is forged. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  'add-mask': [],
  debug: [],
  group: [],
  endgroup: [],
  error: ['title', 'file', 'line', 'col'],
  warning: ['title', 'file', 'line', 'col'],
  notice: ['title', 'file', 'line', 'col'],
};

const GROUPS = ['Resources', 'Source', 'Plan', 'Changes', 'Resources afterwards'];
const TITLE = /^(?:[a-z-]+(?: \(not determined\))?: [A-Z]|Foundry Entra Gate(?:$|: \d+ rules))/;
const OUTCOME = /^(?:Not compliant|Not proven|Foundry Entra Gate stopped|Nothing was judged)\b/;

/**
 * The commands of a log, read as the runner does: a line that begins with `::` after blanks, and `##[` in
 * any place. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function commandsOf(stdout: string): readonly Command[] {
  return linesOf(stdout).flatMap((line) => {
    const at = line.trimStart();
    if (!at.startsWith('::')) return [];
    const end = at.indexOf('::', 2);
    if (end < 0) return [];
    const [, name = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(at.slice(2, end)) ?? [];
    const properties = Object.fromEntries(
      rest
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair): [string, string] => {
          const split = pair.indexOf('=');
          return [pair.slice(0, split).trim(), unescape(pair.slice(split + 1), PROPERTY)];
        }),
    );
    return [{ name, properties, data: unescape(at.slice(end + 2), DATA) }];
  });
}

/** .NET reads a line up to a line feed, a carriage return, or both. */
function linesOf(stdout: string): readonly string[] {
  return stdout.split(/\r\n|\n|\r/);
}

const DATA = { '%0D': '\r', '%0A': '\n', '%25': '%' };
const PROPERTY = { ...DATA, '%3A': ':', '%2C': ',' };

function unescape(text: string, table: Readonly<Record<string, string>>): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => table[code] ?? code);
}

/** Controls, and marks that hide text or turn it round; line feeds aside. */
export const UNSEEN =
  /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u180b-\u180f\ufe00-\ufe0e\u{e0000}-\u{e0fff}]/u;

/** What in a log is not ours to say. @param masks what may be hidden: the run's own secrets */
export function wrongInLog(stdout: string, masks: ReadonlySet<string>): readonly string[] {
  const wrong: string[] = [];
  for (const line of linesOf(stdout)) {
    if (line.includes('##[')) wrong.push(`old command: ${line}`);
    const unseen = UNSEEN.exec(line);
    if (unseen) wrong.push(`unseen ${code(unseen[0])}: ${line}`);
  }
  const untitled: string[] = [];
  let depth = 0;
  for (const { name, properties, data } of commandsOf(stdout)) {
    const known = OURS[name];
    if (!known) wrong.push(`forged command: ${name}`);
    const forged = Object.keys(properties).filter((one) => !(known ?? []).includes(one));
    if (forged.length > 0) wrong.push(`forged properties of ${name}: ${forged.join()}`);
    if (/^[/\\]|(?:^|\/)\.\.(?:\/|$)/.test(properties.file ?? ''))
      wrong.push(`file ${String(properties.file)}`);
    if (name === 'add-mask' && !masks.has(data)) wrong.push(`forged mask: ${data}`);
    if (data.includes('##[')) wrong.push(`old command in ${name}: ${data}`);
    for (const text of [...Object.values(properties), data]) {
      const unseen = UNSEEN.exec(text);
      if (name !== 'debug' && unseen) wrong.push(`unseen ${code(unseen[0])} in ${name}: ${text}`);
    }
    if (/^(error|warning|notice)$/.test(name) && !TITLE.test(properties.title ?? '')) {
      untitled.push(data);
    }
    if (name === 'group' && !GROUPS.includes(data)) wrong.push(`forged group: ${data}`);
    depth += name === 'group' ? 1 : name === 'endgroup' ? -1 : 0;
    if (depth < 0 || depth > 1) wrong.push('groups are not closed as they were opened');
  }
  // The one that fails the step has no title.
  for (const data of untitled) {
    if (untitled.length > 1 || !OUTCOME.test(data)) wrong.push(`forged annotation: ${data}`);
  }
  if (depth !== 0) wrong.push('a group stays open');
  return wrong;
}

function code(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16)}`;
}

/** Outputs as the runner reads them: `NAME<<DELIMITER`, lines, `DELIMITER`. Whatever else is there is wrong. */
export function outputNames(text: string): readonly string[] {
  const lines = text.split('\n');
  const names: string[] = [];
  for (let at = 0; at < lines.length - 1; at += 1) {
    const [, name = lines[at] ?? '', delimiter = ''] =
      /^([\w-]+)<<(ghadelimiter_.+)$/.exec(lines[at] ?? '') ?? [];
    names.push(name);
    const end = lines.indexOf(delimiter, at + 1);
    if (delimiter === '' || end < 0) return [...names, 'not an output'];
    at = end;
  }
  return names;
}
