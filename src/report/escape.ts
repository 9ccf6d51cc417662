import { clip, onOneLine } from '../domain/clip.ts';

/**
 * Text that comes from Azure, from files or from GitHub is untrusted. Each output has one function here,
 * and every value goes through it on its way into that output.
 */

/** Controls, bidirectional marks, zero-width characters, tags, fillers: they hide text or reorder it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\u{1D159}]/gu;

/** Text in which every character can be seen. Line feeds stay; unpaired surrogates become U+FFFD. */
export function visible(raw: string): string {
  return raw
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replace(INVISIBLE, (character) => (character === '\n' ? '\n' : shown(character)));
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // The control pictures: U+240x for U+000x, and one for DEL.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

function oneLine(raw: string, max: number): string {
  // Cut first: making a megabyte visible to show two thousand characters of it is work for nothing.
  return clip(onOneLine(visible(clip(raw, max * 2))), max);
}

const MARKUP = /[&<>`\\*_[\]|~]|^[-+=#]|#(?=\d)/g;

/**
 * Text for a paragraph, a heading, a table cell or the inside of an HTML element of a Markdown page: one
 * line, shown as it is. Entities carry no meaning in Markdown. GitHub links mentions, issue numbers and
 * addresses after it has read the entities, so these are parted by a zero-width space of our own, and
 * dollar signs (formulas) by the element that GitHub's documentation recommends.
 */
export function text(raw: string, max = 2000): string {
  return oneLine(raw, max)
    .replace(MARKUP, entity)
    .replace(
      /^(\d+)([.)])(?=\s|$)/,
      (_, digits: string, mark: string) => `${digits}${entity(mark)}`,
    )
    .replace(/@/g, '@&#8203;')
    .replace(/&#35;(?=\d)/g, '&#35;&#8203;')
    .replace(/\bGH-(?=\d)/gi, (found) => `${found}&#8203;`)
    .replace(/:(?=\/\/)/g, ':&#8203;')
    .replace(/\bwww(?=\.)/gi, (found) => `${found}&#8203;`)
    .replace(/:(?=[a-z0-9_+&;-]+:|(?!\d+$)[a-z0-9_+&;-]+$)/gi, ':&#8203;')
    .replaceAll('$', '<span>$</span>');
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** A name or a value in a fixed-width face, for the same places as `text`. */
export function code(raw: string, max = 400): string {
  const line = oneLine(raw, max);
  if (line === '') return '<code>(empty)</code>';
  // Neither a pipe nor a backslash is safe inside back-ticks in a table cell.
  return /[`|\\]/.test(line) ? htmlCode(line, max) : `\`${line}\``;
}

/** The same where Markdown is not read, as in `<summary>`. */
export function htmlCode(raw: string, max = 400): string {
  return `<code>${text(raw, max)}</code>`;
}

/** Several lines, as they are, in a fence that they cannot close. */
export function codeBlock(raw: string, language: string, max = 6000): string {
  const body = clip(visible(clip(raw, max * 2)), max).trimEnd();
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}

/** `label` is Markdown that was escaped already. Anything but an http(s) address leaves the label alone. */
export function link(label: string, url: string): string {
  if (!URL.canParse(url)) return label;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return label;
  const target = href
    .replace(/[<>|`\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return `[${label}](<${target}>)`;
}

/** A path of the repository as part of an address. */
export function urlPath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** One line of the step's log. */
export function logLine(raw: string, max = 2000): string {
  return withoutCommands(oneLine(raw, max));
}

/** The lines of a block for the step's log, each with the indentation that numbered steps and commands have. */
export function logLines(raw: string): readonly string[] {
  return raw.split('\n').map((line) => `${/^ {0,12}/.exec(line)?.[0] ?? ''}${logLine(line)}`);
}

/**
 * Lines of which the runner obeys none, should they be printed in a job: it obeys `::command::` at the
 * start of a line, after blanks, and `##[command]` anywhere in it
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
export function withoutCommands(lines: string): string {
  return lines.replaceAll('##[', '## [').replace(/^([^\S\r\n\u2028\u2029]*)::/gm, '$1: :');
}

/**
 * Several lines for an annotation. The toolkit escapes what the runner's command syntax needs; the runner
 * repeats the lines in its log, where `##[endgroup]` at the start of one would end a group.
 */
export function annotationText(raw: string, max = 4000): string {
  return clip(visible(clip(raw, max * 2)), max).replaceAll('##[', '## [');
}

/**
 * Plain text of a SARIF message. `[a](1)` would be a link and `{0}` a placeholder
 * (SARIF 2.1.0, sections 3.11.5 and 3.11.6).
 */
export function sarifText(raw: string, max = 4000): string {
  return clip(visible(clip(raw, max * 2)), max)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}
