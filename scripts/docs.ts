import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as prettier from 'prettier';
import { RULE_IDS } from '../src/domain/finding.ts';
import { actionTables, between } from './docs/action-tables.ts';
import { brokenLinks, undocumentedRules, unevenTables, wrongRole } from './docs/checks.ts';
import { brokenBlocks, missingPaths, undescribedFolders, undrawnFolders } from './docs/code.ts';
import { readPage, type Page } from './docs/markdown.ts';

/**
 * `node scripts/docs.ts` writes the tables of inputs and outputs and the example workflows into the README;
 * with `--check` it writes nothing, and fails over stale parts, broken links and anchors, uneven tables, undocumented rules,
 * unusable role files, code blocks that do not parse, and names of files and folders that are gone.
 */
const root = path.resolve(import.meta.dirname, '..');
const README = 'README.md';
const ARCHITECTURE = 'docs/architecture.md';
const ROLES = 'docs/permissions';
/** Workflows that the README shows as they are in examples/. */
const EXAMPLES = ['pull-request', 'deployment-gate', 'scheduled-audit', 'keys-off'];

/** The README with its generated parts made anew. */
export async function freshReadme(): Promise<{ readonly now: string; readonly fresh: string }> {
  const now = await read(README);
  const { inputs, outputs } = actionTables(await read('action.yml'));
  let text = between(between(now, 'inputs', inputs), 'outputs', outputs);
  for (const name of EXAMPLES) {
    const workflow = (await read(`examples/${name}.yml`)).trim();
    text = between(text, name, `\`\`\`yaml\n${workflow}\n\`\`\``);
  }
  const options = await prettier.resolveConfig(path.join(root, README));
  return { now, fresh: await prettier.format(text, { ...options, parser: 'markdown' }) };
}

/** Everything that is wrong with the pages, one sentence each. */
export async function mistakes(): Promise<readonly string[]> {
  const exists = (file: string): boolean => existsSync(path.join(root, file));
  const [{ now, fresh }, pages, roles, top, source] = await Promise.all([
    freshReadme(),
    readPages(),
    readRoles(),
    foldersIn('.'),
    foldersIn('src'),
  ]);
  return [
    ...(now === fresh
      ? []
      : [
          `${README}: inputs, outputs or examples differ from action.yml or examples/. Run npm run docs.`,
        ]),
    ...brokenLinks(pages, exists),
    ...unevenTables(pages),
    ...undocumentedRules(RULE_IDS, readPage(README, now), exists),
    ...roles.flatMap(({ file, text }) => wrongRole(file, text)),
    ...brokenBlocks(pages),
    ...missingPaths(pages, [...top, ...source], exists),
    ...pages
      .filter(({ file }) => file === ARCHITECTURE)
      .flatMap((page) => [...undescribedFolders(page, source), ...undrawnFolders(page, source)]),
  ];
}

async function readPages(): Promise<readonly Page[]> {
  const ours = await Promise.all(
    ['.', 'docs', 'examples', 'sandbox', 'bench'].map(async (folder) => {
      const names = await readdir(path.join(root, folder), { recursive: folder !== '.' }).catch(
        () => [],
      );
      return names
        .filter((name) => name.endsWith('.md'))
        .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
    }),
  );
  return Promise.all(
    ours
      .flat()
      .sort()
      .map(async (file) => readPage(file, await read(file))),
  );
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

async function readRoles(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const names = await readdir(path.join(root, ROLES));
  return Promise.all(
    names.sort().map(async (name) => {
      const file = `${ROLES}/${name}`;
      return { file, text: await read(file) };
    }),
  );
}

function read(file: string): Promise<string> {
  return readFile(path.join(root, file), 'utf8');
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const found = await mistakes();
    for (const mistake of found) console.error(mistake);
    console.log(found.length === 0 ? 'The pages are in order.' : `${found.length} mistakes`);
    process.exitCode = found.length === 0 ? 0 : 1;
  } else {
    const { now, fresh } = await freshReadme();
    if (fresh !== now) await writeFile(path.join(root, README), fresh);
    console.log(fresh === now ? 'README.md is up to date' : 'README.md written');
  }
}
