import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that is gone when it is disposed of. */
export class Scratch implements Disposable {
  readonly root = mkdtempSync(path.join(tmpdir(), 'hostile-'));

  at(...names: readonly string[]): string {
    return path.join(this.root, ...names);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
