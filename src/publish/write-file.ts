import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Enough that a large report takes few calls, and little enough that it is never in memory as a whole. */
const BLOCK = 256 * 1024;

/**
 * Writes pieces of text to a file, its folder included. In one go, because nothing else is left to do by
 * then and a stream would take longer to set up than a usual report to write.
 * @param how `w` to begin the file anew, `a` to add to it
 * @throws what the file system says
 */
export function writeText(file: string, pieces: Iterable<string>, how: 'w' | 'a' = 'w'): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, how);
  try {
    let block = '';
    for (const piece of pieces) {
      block += piece;
      if (block.length < BLOCK) continue;
      writeFileSync(handle, block);
      block = '';
    }
    writeFileSync(handle, block);
  } finally {
    closeSync(handle);
  }
}
