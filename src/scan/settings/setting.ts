import { sourceHit } from '../code/source-hit.ts';
import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import { isUnused, keyOwner } from '../vocabulary.ts';

/** A name and a value of a settings file, whatever its format. */
export interface Setting {
  /** With dots between the levels. */
  readonly path: string;
  readonly value: string;
  /** One-based. */
  readonly line: number;
  readonly column: number;
}

/** A reference to a secret or variable that is kept elsewhere: `${X}`, `${env:X}`, `$(X)`, `%X%`, `os.environ/X`, `@Microsoft.KeyVault(...)`. */
export function referenced(value: string): string | undefined {
  return (
    /\$\{\{?\s*(?:(?:secrets|vars|env)[.:])?([\w.-]+)/.exec(value)?.[1] ??
    /\$\((\w+)\)/.exec(value)?.[1] ??
    /^os\.environ\/(\w+)/.exec(value)?.[1] ??
    /\{\{\s*(?:env\.|secrets\.)?([\w.-]+)/.exec(value)?.[1]
  );
}

/** The last part of a path is what a key is called: `api-key`, `apiKey`, `AZURE_OPENAI_KEY`. */
function namesAKey(path: string): boolean {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /key\d?$/i.test(last) || /credential$/i.test(last);
}

/** Is this setting a key of ours, by its own name or by what it refers to? */
export function isOurKey(setting: Setting): boolean {
  const { path, value } = setting;
  if (/\s/.test(value.trim()) && referenced(value) === undefined) return false;
  const name = referenced(value);
  if (name !== undefined && keyOwner(name) === 'ours') return true;
  if (!namesAKey(path)) return false;
  const last = path.slice(path.lastIndexOf('.') + 1);
  return (
    keyOwner(path.replaceAll(':', '.')) === 'ours' ||
    (/^[A-Z][A-Z0-9_]+$/.test(last) && keyOwner(last) === 'ours')
  );
}

export function settingHit(
  setting: Setting,
  message: string,
  rewriteName: RewriteName,
  soft = false,
): Hit {
  const { line, column, path } = setting;
  const span = { line, column, endLine: line };
  return sourceHit(span, message, `the setting ${shown(path)}`, rewriteName, soft);
}

/** The last parts of a path; a name that could be a secret is not shown. */
export function shown(path: string): string {
  const parts = path.split('.').filter((part) => part !== '' && part.length <= 60);
  return parts.slice(-3).join('.');
}

export function isPlaceholder(value: string): boolean {
  return isUnused(value);
}
