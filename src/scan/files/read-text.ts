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
import { decode, MAX_BYTES } from './decode.ts';
import type { LeftOut } from './left-out.ts';

type Read =
  | { readonly text: string; readonly leftOut?: undefined }
  | { readonly text?: undefined; readonly leftOut: LeftOut };

/**
 * The text of a file inside of the root. Calls to the file system are synchronous: with thousands of small files
 * the promises cost more than the reading.
 * @param named the path is from elsewhere and not from a walk, which follows no link: it may lead through one, out
 *   of the repository
 */
export function readText(root: string, path: string, named: boolean): Read {
  try {
    const full = join(root, path);
    if (named && !realpathSync(full).startsWith(root + sep)) return { leftOut: 'a symbolic link' };
    const bytes = readBytes(full);
    if (typeof bytes === 'string') return { leftOut: bytes };
    const text = decode(bytes);
    return text === undefined ? { leftOut: 'binary' } : { text };
  } catch (error) {
    const link = error instanceof Error && 'code' in error && error.code === 'ELOOP';
    return { leftOut: link ? 'a symbolic link' : 'unreadable' };
  }
}

/** Windows has neither flag; there a link is looked for first. A pipe without a writer must not be waited for. */
const { O_NOFOLLOW, O_NONBLOCK } = constants as Partial<typeof constants>;
const FLAGS = constants.O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);

/** Used for every file: what is decoded from it is a copy. */
let buffer: Buffer | undefined;

function readBytes(full: string): Buffer | LeftOut {
  if (O_NOFOLLOW === undefined && lstatSync(full).isSymbolicLink()) return 'a symbolic link';
  const file = openSync(full, FLAGS);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return 'unreadable';
    if (stats.size > MAX_BYTES) return 'over 1 MiB';
    buffer ??= Buffer.allocUnsafeSlow(MAX_BYTES);
    let length = 0;
    for (let more = -1; more !== 0 && length < stats.size; length += more)
      more = readSync(file, buffer, length, stats.size - length, length);
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
