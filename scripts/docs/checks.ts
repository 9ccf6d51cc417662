import path from 'node:path';
import { anchorsOf, linksOf, tablesOf, type Page } from './markdown.ts';

/** Relative links and anchors that lead nowhere; one sentence each. */
export function brokenLinks(
  pages: readonly Page[],
  exists: (file: string) => boolean,
): readonly string[] {
  const anchors = new Map(pages.map((page) => [page.file, anchorsOf(page)]));
  return pages.flatMap((page) =>
    linksOf(page).flatMap(({ url, line }) => {
      if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return [];
      const [target = '', anchor] = url.split('#');
      const file =
        target === ''
          ? page.file
          : path.posix.join(path.posix.dirname(page.file), decodeURIComponent(target));
      if (file.startsWith('..')) return [`${page.file}:${line}: ${url} leaves the repository`];
      if (target !== '' && !exists(file)) return [`${page.file}:${line}: ${url} does not exist`];
      const known = anchors.get(file);
      return anchor !== undefined && known && !known.has(anchor)
        ? [`${page.file}:${line}: ${url} names no heading of ${file}`]
        : [];
    }),
  );
}

/** Rows with more or fewer cells than the heading of their table. */
export function unevenTables(pages: readonly Page[]): readonly string[] {
  return pages.flatMap((page) =>
    tablesOf(page).flatMap(({ rows }) => {
      const width = rows[0]?.cells.length ?? 0;
      return rows
        .filter(({ cells }) => cells.length !== width)
        .map(
          ({ line, cells }) =>
            `${page.file}:${line}: the row has ${cells.length} cells, the heading ${width}`,
        );
    }),
  );
}

/** Rules without a page, and rules without a row in the table of rules of the page given. */
export function undocumentedRules(
  ids: readonly string[],
  readme: Page,
  exists: (file: string) => boolean,
): readonly string[] {
  const rows = new Set(
    tablesOf(readme)
      .filter(({ rows: [head] }) => head?.cells[0] === 'Rule')
      .flatMap(({ rows }) => rows.slice(1).map(({ cells }) => cells[0])),
  );
  return ids.flatMap((id) => [
    ...(exists(`docs/rules/${id}.md`) ? [] : [`docs/rules/${id}.md: missing`]),
    ...(rows.has(id) ? [] : [`${readme.file}: the table of rules has no row for ${id}`]),
  ]);
}

/** What makes a role file unusable for `az role definition create --role-definition @FILE`. */
export function wrongRole(file: string, text: string): readonly string[] {
  let role: unknown;
  try {
    role = JSON.parse(text);
  } catch (error) {
    return [`${file}: no JSON (${error instanceof Error ? error.message : String(error)})`];
  }
  if (typeof role !== 'object' || role === null) return [`${file}: no object`];
  const members = new Map<string, unknown>(Object.entries(role));
  const wrong: string[] = [];
  for (const name of ['Name', 'Description']) {
    const value = members.get(name);
    if (typeof value !== 'string' || value === '') wrong.push(`${file}: ${name} is missing`);
  }
  if (members.get('IsCustom') !== true) wrong.push(`${file}: IsCustom is not true`);
  const lists = ['Actions', 'NotActions', 'DataActions', 'NotDataActions', 'AssignableScopes'];
  for (const name of lists) {
    const value = members.get(name);
    if (!Array.isArray(value)) {
      wrong.push(`${file}: ${name} is no list`);
      continue;
    }
    const items: readonly unknown[] = value;
    const shape =
      name === 'AssignableScopes' ? /^\/(?:subscriptions|providers)\// : /^Microsoft\.\w+\/.+\w$/;
    for (const item of items) {
      if (typeof item !== 'string' || !shape.test(item)) {
        wrong.push(`${file}: ${name} holds ${JSON.stringify(item)}`);
      }
    }
    if (new Set(items).size !== items.length) wrong.push(`${file}: ${name} names one twice`);
    if (name === 'AssignableScopes' && items.length === 0) wrong.push(`${file}: ${name} is empty`);
  }
  return wrong;
}
