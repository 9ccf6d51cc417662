import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { visit } from 'unist-util-visit';
import { parseAllDocuments } from 'yaml';
import { tablesOf, type Page } from './markdown.ts';

/** Code blocks that a reader could not use: shell, YAML and JSON that do not parse. Runs nothing of them. */
export function brokenBlocks(pages: readonly Page[]): readonly string[] {
  return pages.flatMap((page) => {
    const wrong: string[] = [];
    visit(page.tree, 'code', ({ lang, value, position }) => {
      const problem = problemOf(lang ?? '', value);
      if (problem !== undefined) {
        wrong.push(`${page.file}:${position?.start.line ?? 0}: ${lang ?? ''} block: ${problem}`);
      }
    });
    return wrong;
  });
}

function problemOf(lang: string, text: string): string | undefined {
  switch (lang) {
    case 'bash':
    case 'sh': {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      return status === 0 ? undefined : (stderr.split('\n')[0] ?? 'bash -n fails');
    }
    case 'yaml':
    case 'yml': {
      const documents = parseAllDocuments(text);
      return Array.isArray(documents)
        ? documents.flatMap(({ errors }) => errors)[0]?.message.split('\n')[0]
        : undefined;
    }
    case 'json':
      try {
        JSON.parse(text);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    default:
      return undefined;
  }
}

/**
 * Files and folders that pages name in code and that are not there, e.g. after a move. Judged are paths below
 * the folders given; `src/` may be left out, and `ID` stands for any rule's id.
 */
export function missingPaths(
  pages: readonly Page[],
  folders: readonly string[],
  exists: (file: string) => boolean,
): readonly string[] {
  return pages.flatMap((page) => {
    const missing: string[] = [];
    visit(page.tree, 'inlineCode', ({ value, position }) => {
      if (!/^[\w.-]+(?:\/[\w.-]+)*\/[\w.-]*$/.test(value)) return;
      if (!folders.includes(value.split('/')[0] ?? '') || /\bID\b/.test(value)) return;
      const here = path.posix.join(path.posix.dirname(page.file), value);
      if ([value, `src/${value}`, here].some(exists)) return;
      missing.push(`${page.file}:${position?.start.line ?? 0}: ${value} does not exist`);
    });
    return missing;
  });
}

/** Folders of src/ that the table headed Folder does not describe, and rows for folders that are gone. */
export function undescribedFolders(page: Page, folders: readonly string[]): readonly string[] {
  const rows = tablesOf(page)
    .filter(({ rows: [head] }) => head?.cells[0] === 'Folder')
    .flatMap(({ rows: [, ...body] }) =>
      body.map(({ cells }) => (cells[0] ?? '').replace(/\/$/, '')),
    );
  return [
    ...folders
      .filter((folder) => !rows.includes(folder))
      .map((folder) => `${page.file}: no row for src/${folder}/`),
    ...rows
      .filter((row) => !folders.includes(row))
      .map((row) => `${page.file}: src/${row}/ is gone`),
  ];
}

/** Folders of src/ that the diagram's part `subgraph src` does not show, and names in it that are gone. */
export function undrawnFolders(page: Page, folders: readonly string[]): readonly string[] {
  const drawn = new Set<string>();
  visit(page.tree, 'code', ({ lang, value }) => {
    if (lang !== 'mermaid') return;
    const inside = /^\s*subgraph src$\n([^]*?)^\s*end$/m.exec(value)?.[1] ?? '';
    for (const [, name = ''] of inside.matchAll(/^\s*(\w+)/gm)) drawn.add(name);
  });
  return [
    ...folders
      .filter((folder) => !drawn.has(folder))
      .map((folder) => `${page.file}: the diagram lacks src/${folder}/`),
    ...[...drawn]
      .filter((name) => !folders.includes(name))
      .map((name) => `${page.file}: the diagram shows src/${name}/, which is gone`),
  ];
}
