import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './files/read-text.ts';
import { walk } from './files/walk.ts';

/** Other files of the repository, for templates that refer to them. Paths are relative to its root. */
export interface Repository {
  /** Text of a file; `undefined` when it does not exist or cannot be read. */
  readonly read: (path: string) => string | undefined;
  /** Names of the files in a folder; empty when it does not exist. */
  readonly list: (folder: string) => readonly string[];
  /** Every file of the repository; walked once, when it is first asked for. */
  readonly paths: () => readonly string[];
}

/** The repository at an absolute path. */
export function repositoryAt(root: string): Repository {
  let paths: readonly string[] | undefined;
  return {
    read: (path) => readText(root, path, true).text,
    list: (folder) => {
      try {
        const entries = readdirSync(join(root, folder), { withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
      } catch {
        return [];
      }
    },
    paths: () => (paths ??= walk(root).files),
  };
}

/** `a/b/../c` as `a/c`; `undefined` when it leads out of the repository. */
export function resolvePath(folder: string, relative: string): string | undefined {
  const out: string[] = [];
  for (const part of `${folder}/${relative}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length === 0) return undefined;
      out.pop();
    } else out.push(part);
  }
  return out.join('/');
}

/** The folder of a path, without a slash at its end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
