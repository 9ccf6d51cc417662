import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isVendored } from './left-out.ts';

export interface Walked {
  /** Relative to the root, with forward slashes, sorted. */
  readonly files: readonly string[];
  /** Files in folders of vendored code that git does not ignore. */
  readonly vendored: number;
}

interface Rules {
  /** Folder of the `.gitignore`, relative to the root, with a slash at the end; empty for the root. */
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Every file below `root` that git would not ignore. Symbolic links are not followed: what they point at
 * inside of the root is walked where it is.
 * @throws {Error} from the file system, when the root itself cannot be listed
 */
export async function walk(root: string): Promise<Walked> {
  const files: string[] = [];
  let vendored = 0;
  const visit = async (folder: string, above: readonly Rules[], depth: number): Promise<void> => {
    if (depth > 100) return;
    const entries = await list(join(root, folder), depth === 0);
    const here = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? [...above, { folder, rules: ignore().add(await text(join(root, folder, '.gitignore'))) }]
      : above;
    for (const entry of entries) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name === '.git' || ignored(`${path}/`, here)) continue;
        if (isVendored(entry.name)) vendored += await countFiles(join(root, path), 0);
        else await visit(`${path}/`, here, depth + 1);
      } else if (entry.isFile() && !ignored(path, here)) {
        files.push(path);
      }
    }
  };
  await visit('', [], 0);
  return { files: files.sort(), vendored };
}

/** The deepest `.gitignore` that says anything of a path decides. */
function ignored(path: string, rules: readonly Rules[]): boolean {
  for (const { folder, rules: own } of rules.toReversed()) {
    const { ignored: yes, unignored: no } = own.test(path.slice(folder.length));
    if (yes) return true;
    if (no) return false;
  }
  return false;
}

async function list(folder: string, isRoot: boolean): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isRoot) throw error;
    return [];
  }
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

async function countFiles(folder: string, depth: number): Promise<number> {
  if (depth > 40) return 0;
  let found = 0;
  for (const entry of await list(folder, false)) {
    if (entry.isFile()) found += 1;
    else if (entry.isDirectory()) found += await countFiles(join(folder, entry.name), depth + 1);
  }
  return found;
}
