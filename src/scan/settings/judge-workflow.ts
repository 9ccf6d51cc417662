import { onePerLine, type Hit } from '../hit.ts';
import { isUnused, keyOwner } from '../vocabulary.ts';
import type { YamlFile } from './read-yaml.ts';
import { scriptsIn, type ShellBlock } from './scripts-in-yaml.ts';
import { settingHit, shown, type Setting } from './setting.ts';

/** A GitHub workflow or composite action. */
export function judgeWorkflow(
  yaml: YamlFile,
  text: string,
): { readonly hits: readonly Hit[]; readonly blocks: readonly ShellBlock[] } {
  const lines = text.split('\n');
  const hits = yaml.settings.flatMap((setting) => judgeScalar(setting, lines));
  const logins = yaml.maps.flatMap((map): readonly Hit[] => {
    const creds = map.path.endsWith('with') ? map.settings.get('creds') : undefined;
    if (!creds || !usesAzureLogin(lines, creds.line)) return [];
    return [
      settingHit(
        creds,
        'azure/login signs in with a stored client secret (creds); the identity of the workflow needs none.',
        'workflow',
        true,
      ),
    ];
  });
  // `script` is JavaScript for actions/github-script.
  const blocks = scriptsIn(yaml, lines, /^(?:run|inlineScript)$/);
  return { hits: onePerLine([...hits, ...logins]), blocks };
}

/** The step around a line uses azure/login: it is said above or below in the same list item. */
function usesAzureLogin(lines: readonly string[], line: number): boolean {
  const indent = (text: string): number => text.search(/\S/);
  const own = indent(lines[line - 1] ?? '');
  const inStep = (at: number): string | undefined => {
    const text = lines[at];
    return text === undefined || (indent(text) >= 0 && indent(text) < own - 6) ? undefined : text;
  };
  for (let at = line - 2; at >= 0; at -= 1) {
    const text = inStep(at);
    if (text === undefined) break;
    if (/uses:\s*["']?azure\/login@/i.test(text)) return true;
    if (/^\s*-\s/.test(text) && indent(text) < own) break;
  }
  for (let at = line; at < lines.length; at += 1) {
    const text = inStep(at);
    if (text === undefined || /^\s*-\s/.test(text)) break;
    if (/uses:\s*["']?azure\/login@/i.test(text)) return true;
  }
  return false;
}

function judgeScalar(setting: Setting, lines: readonly string[]): readonly Hit[] {
  const { path, value } = setting;
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (last === 'run' || last === 'inlineScript') return judgeSecretsOf(setting, lines);
  const secret = secretIn(value);
  if (secret !== undefined) return [secretHit(setting, secret)];
  const named = /(?:^|\.)env\.[^.]+$/.test(path) && keyOwner(last) === 'ours';
  if (!named || isUnused(value) || /^(?:dummy|test|fake|mock)/i.test(value)) return [];
  return [settingHit(setting, `The job is given the key ${shown(last)}.`, 'workflow')];
}

/** Secrets that a script names are put into its text by GitHub. */
function judgeSecretsOf(setting: Setting, lines: readonly string[]): readonly Hit[] {
  const count = setting.value.split('\n').length + 1;
  return lines.slice(setting.line - 1, setting.line + count).flatMap((text, index) => {
    const secret = secretIn(text);
    return secret === undefined
      ? []
      : [
          secretHit(
            { ...setting, line: setting.line + index, column: text.search(/\S/) + 1 },
            secret,
          ),
        ];
  });
}

function secretIn(text: string): string | undefined {
  return [...text.matchAll(/\$\{\{[^}]{0,300}?\b(?:secrets|vars)(?:\.|\[['"])([\w-]+)/g)]
    .map((match) => match[1] ?? '')
    .find((name) => keyOwner(name) === 'ours');
}

function secretHit(setting: Setting, secret: string): Hit {
  return settingHit(setting, `The job is given the key in the secret ${secret}.`, 'workflow');
}
