import { lastWord } from '../code/expression.ts';
import type { YamlFile, YamlMap } from './read-yaml.ts';
import type { Setting } from './setting.ts';

/** A script inside of a YAML file. */
export interface ShellBlock {
  readonly shell: 'bash' | 'powershell';
  readonly text: string;
  /** Line of the file that the script's first line stands on. One-based. */
  readonly line: number;
}

/** The scripts under the names that `named` fits, alone or as items of a list. */
export function scriptsIn(
  yaml: YamlFile,
  lines: readonly string[],
  named: RegExp,
): readonly ShellBlock[] {
  const scripts = yaml.settings.filter(({ path }) => named.test(lastWord(path)));
  if (scripts.length === 0) return [];
  const maps = new Map(
    yaml.maps.flatMap((map) => [...map.settings.values()].map((setting) => [setting, map])),
  );
  return scripts.map((setting) => ({
    shell: isPowerShell(setting, maps.get(setting)) ? 'powershell' : 'bash',
    text: setting.value,
    // The text of a block scalar starts on the line after its indicator.
    line: /[|>]/.test(lines[setting.line - 1]?.[setting.column - 1] ?? '')
      ? setting.line + 1
      : setting.line,
  }));
}

/** A step says its shell, or has it from a default elsewhere in the file; then its commands tell. */
function isPowerShell({ path, value }: Setting, map: YamlMap | undefined): boolean {
  if (/^(?:pwsh|powershell)$/.test(lastWord(path))) return true;
  const shell = (map?.settings.get('shell') ?? map?.settings.get('scriptType'))?.value;
  if (shell !== undefined) return /^(?:pwsh|powershell|ps|pscore)\b/i.test(shell);
  return /^[\t ]*(?:\$\w+[\t ]*=|(?:Get|New|Set|Invoke|Write|Connect|Update)-[A-Z])/m.test(value);
}
