import { toString } from 'mdast-util-to-string';
import { readPage } from './markdown.ts';

export type IdentityKind = 'app' | 'managed';

/**
 * The bash blocks of the README's section Set up, in order, with those of the other kind of identity left out:
 * they stand between the comments `identity:app`, `identity:managed` and `identity:end`.
 */
export function setUpCommands(readme: string, kind: IdentityKind): readonly string[] {
  const blocks: string[] = [];
  let section = '';
  let only: string | undefined;
  for (const node of readPage('README.md', readme).tree.children) {
    if (node.type === 'heading' && node.depth === 2) section = toString(node);
    if (section !== 'Set up') continue;
    if (node.type === 'html') {
      const named = /^<!-- identity:(\w+) -->$/.exec(node.value)?.[1];
      if (named !== undefined) only = named === 'end' ? undefined : named;
    }
    if (node.type === 'code' && node.lang === 'bash' && (only === undefined || only === kind)) {
      blocks.push(node.value);
    }
  }
  return blocks;
}
