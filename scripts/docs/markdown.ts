import GithubSlugger from 'github-slugger';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

/** A page as GitHub reads it. */
export interface Page {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly tree: Root;
}

export interface Link {
  readonly url: string;
  /** One-based. */
  readonly line: number;
}

export function readPage(file: string, text: string): Page {
  return {
    file,
    tree: fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  };
}

/** Targets of links, images and the HTML attributes `href`, `src` and `srcset`, in the order of the page. */
export function linksOf({ tree }: Page): readonly Link[] {
  const links: Link[] = [];
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      links.push({ url: node.url, line: lineOf(node) });
    }
    if (node.type === 'html') {
      for (const [, url = ''] of node.value.matchAll(/\b(?:href|src|srcset)="([^"]*)"/g)) {
        links.push({ url, line: lineOf(node) });
      }
    }
  });
  return links;
}

/** The anchors that GitHub gives a page: its headings, and what HTML names. */
export function anchorsOf({ tree }: Page): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  visit(tree, (node) => {
    if (node.type === 'heading') anchors.add(slugger.slug(toString(node)));
    if (node.type === 'html') {
      for (const [, name = ''] of node.value.matchAll(/\b(?:id|name)="([^"]*)"/g))
        anchors.add(name);
    }
  });
  return anchors;
}

export interface Table {
  readonly line: number;
  /** Heading first; each cell as plain text. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export function tablesOf({ tree }: Page): readonly Table[] {
  const tables: Table[] = [];
  visit(tree, 'table', (table) => {
    tables.push({
      line: lineOf(table),
      rows: table.children.map((row) => ({
        line: lineOf(row),
        cells: row.children.map((cell) => toString(cell)),
      })),
    });
  });
  return tables;
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0;
}
