import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { decode, MAX_BYTES, MOST_BYTES } from './decode.ts';
import type { LeftOut } from './left-out.ts';

type Read =
  | { readonly text: string; readonly leftOut?: undefined; readonly words?: undefined }
  | {
      readonly text?: undefined;
      readonly leftOut: LeftOut;
      /** What stands in it, for a look at its words; `undefined` when it cannot be seen. */
      readonly words?: string;
    };

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/**
 * The text of a file inside of the root. Calls to the file system are synchronous: with thousands of small files
 * the promises cost more than the reading.
 * @param named the path is from elsewhere and not from a walk, which follows no link: it may lead through one, out
 *   of the repository
 */
export function readText(root: string, path: string, named: boolean): Read {
  try {
    const full = join(root, path);
    if (named && realInside(root, path) === undefined) return { leftOut: 'a symbolic link' };
    const read = readBytes(full);
    if (typeof read === 'string') return { leftOut: read };
    const text = decode(read.bytes);
    if (read.size > MAX_BYTES)
      return { leftOut: 'over 1 MiB', ...(read.size <= MOST_BYTES && { words: text }) };
    // Grammars end at a zero; shells pass over it, and so do readers of UTF-16 that bears no mark.
    if (text.includes('\0')) return { leftOut: 'binary', words: text.replaceAll('\0', '') };
    return text.startsWith(LFS_POINTER) ? { leftOut: 'in Git LFS' } : { text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { leftOut: code === 'ELOOP' ? 'a symbolic link' : 'unreadable' };
  }
}

/**
 * Where a path leads, relative to the root, with forward slashes; `undefined` when out of it.
 * @throws {Error} from the file system, when it leads nowhere
 */
export function realInside(root: string, path: string): string | undefined {
  const real = realpathSync(join(root, path));
  return real.startsWith(root + sep) ? real.slice(root.length + 1).replaceAll(sep, '/') : undefined;
}

/** Windows has neither flag; there a link is looked for first. A pipe without a writer must not be waited for. */
const { O_NOFOLLOW, O_NONBLOCK } = constants as Partial<typeof constants>;
const FLAGS = constants.O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);

/** Used for every file: what is decoded from it is a copy. */
let buffer: Buffer | undefined;

/** The first bytes of a file, no more than are looked at. */
function readBytes(full: string): { readonly bytes: Buffer; readonly size: number } | LeftOut {
  if (O_NOFOLLOW === undefined && lstatSync(full).isSymbolicLink()) return 'a symbolic link';
  const file = openSync(full, FLAGS);
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) return 'a submodule';
    if (!stats.isFile()) return 'unreadable';
    const { size } = stats;
    buffer ??= Buffer.allocUnsafeSlow(MAX_BYTES);
    const into = size > MAX_BYTES ? Buffer.allocUnsafeSlow(Math.min(size, MOST_BYTES)) : buffer;
    const wanted = Math.min(size, into.length);
    let length = 0;
    for (let more = -1; more !== 0 && length < wanted; length += more)
      more = readSync(file, into, length, wanted - length, length);
    return { bytes: into.subarray(0, length), size };
  } finally {
    closeSync(file);
  }
}

/** The first line of a script that says what runs it, without its `#!`. */
export function shebang(root: string, path: string): string | undefined {
  try {
    const file = openSync(join(root, path), FLAGS);
    try {
      if (!fstatSync(file).isFile()) return undefined;
      const head = Buffer.alloc(128);
      const text = decode(head.subarray(0, readSync(file, head, 0, head.length, 0)));
      return /^#!([^\n]*)/.exec(text)?.[1];
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
