import { readdirSync, readFileSync, type Dirent } from 'node:fs';

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
 * Every file below `root` that git would not ignore, and every symbolic link. Links are not followed: what they
 * point at inside of the root is walked where it is.
 * @throws {Error} from the file system, when the root itself cannot be listed
 */
export function walk(root: string): Walked {
  const files: string[] = [];
  let vendored = 0;
  const visit = (folder: string, above: readonly Rules[], depth: number): void => {
    const entries = list(join(root, folder), depth === 0);
    const here = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? [...above, { folder, rules: ignore().add(text(join(root, folder, '.gitignore'))) }]
      : above;
    for (const entry of entries) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name === '.git' || ignored(`${path}/`, here)) continue;
        if (isVendored(entry.name)) vendored += countFiles(join(root, path), 0);
        else visit(`${path}/`, here, depth + 1);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !ignored(path, here)) {
        files.push(path);
      }
    }
  };
  visit('', [], 0);
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

function list(folder: string, isRoot: boolean): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isRoot) throw error;
    return [];
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function countFiles(folder: string, depth: number): number {
  if (depth > 40) return 0;
  let found = 0;
  for (const entry of list(folder, false)) {
    if (entry.isFile()) found += 1;
    else if (entry.isDirectory()) found += countFiles(join(folder, entry.name), depth + 1);
  }
  return found;
}
