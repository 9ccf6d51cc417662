import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const BUNDLE = path.dirname(process.env.GATE_BUNDLE ?? path.join(root, 'dist/index.js'));
const LINE = `\n${'-'.repeat(80)}\n\n`;

describe('the check of licences', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-licences-'));
    await cp(BUNDLE, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const check = (): string =>
    spawnSync(process.execPath, [path.join(root, 'scripts/check-licences.mjs'), folder], {
      encoding: 'utf8',
    }).stderr;
  const change = async (edit: (blocks: string[]) => string[]): Promise<void> => {
    const file = path.join(folder, 'licenses.txt');
    await writeFile(file, edit((await readFile(file, 'utf8')).split(LINE)).join(LINE));
  };

  it.each([
    ['@azure/identity', 'a package of the bundle'],
    ['tree-sitter-bicep', 'a grammar'],
    ['undici', 'a package bundled on its own'],
  ])('sees that %s, %s, is not in the file', async (name) => {
    await change((blocks) => blocks.filter((block) => !block.startsWith(`${name} `)));
    expect(check()).toMatch(
      new RegExp(`^${name} [\\d.]+: in the bundle, not in licenses.txt$`, 'm'),
    );
  });

  it('sees an entry without a text, and a licence that may not be shipped', async () => {
    await change((blocks) =>
      blocks.map((block) => {
        const [head = '', licence = ''] = block.split('\n');
        if (head.startsWith('yaml ')) return `${head}\n${licence}\n\nSee its home page.\n`;
        return head.startsWith('jose ') || head.startsWith('tslib ') || head.startsWith('ignore ')
          ? block.replace(`\n${licence}\n`, '\nGPL-3.0-only\n')
          : block;
      }),
    );
    const said = check();
    expect(said).toContain('yaml: no licence text');
    expect(said).toContain('licence "GPL-3.0-only" is not one we may ship');
  });
});
