import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scan, type ScanRequest, type ScanResult } from '../../src/scan/index.ts';
import { LEVELS } from './levels.ts';

/** A folder that is gone when it is disposed of. */
export class Folder implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'scan-'));

  constructor(files: Readonly<Record<string, string | Buffer>>) {
    for (const [path, content] of Object.entries(files)) {
      const full = join(this.root, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }

  scan(request: Partial<ScanRequest> = {}): Promise<ScanResult> {
    return scan({ root: this.root, globs: [], levels: LEVELS, ...request });
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Scans some files and gives one line for each finding in them. */
export async function findingsIn(
  files: Readonly<Record<string, string | Buffer>>,
  request: Partial<ScanRequest> = {},
): Promise<string[]> {
  using folder = new Folder(files);
  return lines(await folder.scan(request));
}

export function lines(result: ScanResult): string[] {
  return result.findings.flatMap(({ file, line, rule, status, severity }) =>
    file === undefined
      ? []
      : [`${file}:${line ?? 0} ${rule} ${status === 'fail' ? severity : status}`],
  );
}
