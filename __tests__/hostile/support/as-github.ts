import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { SKIP, visit } from 'unist-util-visit';
import { UNSEEN } from './as-runner.ts';

const KINDS: ReadonlySet<string> = new Set<Nodes['type']>([
  'root',
  'heading',
  'paragraph',
  'text',
  'strong',
  'inlineCode',
  'code',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'blockquote',
  'html',
  'link',
]);
const TAGS =
  /^<(?:details(?: open)?|summary|b|br|sub|code|span|\/(?:details|summary|b|sub|code|span))>$/;
const ADDRESSES =
  /^https:\/\/(?:github\.com\/(?:contoso\/assistant\/(?:blob|actions\/runs)|foundry-entra-gate\/foundry-entra-gate\/blob)\/|portal\.azure\.com\/#@\/resource\/|(?:learn\.microsoft\.com|docs\.github\.com)\/)/;

/** What GitHub makes of plain text: people and teams, issues, addresses, pictures, formulas. */
const MEANT: readonly RegExp[] = [
  /@[a-z\d]/i,
  /#\d/,
  /\bGH-\d/i,
  /https?:\/\//i,
  /\bwww\./i,
  /:[a-z\d_+-]+:/i,
  /\$[^$]+\$/,
];

/**
 * What on a page that GitHub makes of this Markdown we did not write, read by a parser of GitHub's Markdown.
 * @param marker the comment that the page begins with; `''`: it has none
 */
export function wrongOnPage(markdown: string, marker: string): readonly string[] {
  const wrong: string[] = [];
  const unseen = UNSEEN.exec(markdown);
  if (unseen) {
    const code = (unseen[0].codePointAt(0) ?? 0).toString(16);
    wrong.push(`unseen U+${code}: ${markdown.slice(Math.max(0, unseen.index - 60), unseen.index)}`);
  }
  if (!markdown.startsWith(marker)) wrong.push(`does not begin with ${marker}`);
  const page = markdown.slice(marker.length);
  const open: string[] = [];
  const tree = fromMarkdown(page, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  visit(tree, (node) => {
    if (!KINDS.has(node.type)) wrong.push(`${node.type}: ${toString(node)}`);
    wrong.push(...wrongNode(node));
    if (node.type === 'html') wrong.push(...wrongTags(node.value, open));
    // What is a link already becomes no other.
    return node.type === 'link' ? SKIP : undefined;
  });
  if (open.length > 0) wrong.push(`left open: ${open.join()}`);
  return wrong;
}

function wrongNode(node: Nodes): readonly string[] {
  if (node.type === 'text') return meant(node.value);
  if (node.type === 'html') {
    return node.value.split(/<[^>]*>/).flatMap((text) => meant(decode(text)));
  }
  if (node.type === 'link') return ADDRESSES.test(node.url) ? [] : [`link to ${node.url}`];
  const text = toString(node);
  if (node.type === 'heading') return /evil|forged/.test(text) ? [`heading: ${text}`] : [];
  if (node.type === 'listItem') {
    return typeof node.checked === 'boolean' ? [`a box to tick: ${text}`] : [];
  }
  if (node.type !== 'table') return [];
  const [head, ...rows] = node.children;
  return rows
    .filter(({ children }) => children.length !== head?.children.length)
    .map((row) => `a row of another table: ${toString(row)}`);
}

/** @param open elements that are open here; changed */
function wrongTags(html: string, open: string[]): readonly string[] {
  return (html.match(/<[^>]*>?/g) ?? []).flatMap((tag) => {
    if (!TAGS.test(tag)) return [`HTML: ${tag}`];
    const name = /[a-z]+/.exec(tag)?.[0] ?? '';
    if (name === 'br') return [];
    if (!tag.startsWith('</')) {
      open.push(name);
      return [];
    }
    return open.pop() === name ? [] : [`${tag} closes what is not open`];
  });
}

function meant(text: string): readonly string[] {
  return MEANT.flatMap((pattern) => {
    const found = pattern.exec(text);
    return found
      ? [`${found[0]} in ${text.slice(Math.max(0, found.index - 40), found.index + 60)}`]
      : [];
  });
}

function decode(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
