import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** A chain of links longer than this is taken for endless, as the system does. */
const MOST_LINKS = 40;

/**
 * Where a file would really be written: symbolic links followed as far as the path exists, links that
 * point to nothing too. `undefined` for links that lead round in a circle.
 */
export function realPath(file: string, links = 0): string | undefined {
  if (links > MOST_LINKS) return undefined;
  const parent = path.dirname(file);
  if (parent === file) return file;
  const folder = realPath(parent, links);
  if (folder === undefined) return undefined;
  const here = path.join(folder, path.basename(file));
  if (!isLink(here)) return here;
  try {
    return realpathSync(here);
  } catch {
    return realPath(path.resolve(folder, readlinkSync(here)), links + 1);
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
