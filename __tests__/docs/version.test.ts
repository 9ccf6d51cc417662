import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../src/version.ts';

const root = path.resolve(import.meta.dirname, '../..');
const MAJOR = VERSION.split('.')[0] ?? '';
/** Every way in which a text names a tag of this repository. */
const TAG =
  /foundry-entra-gate\/foundry-entra-gate(?:@|#|\/|\/blob\/|\/archive\/refs\/tags\/)v(?<tag>\d+)|--branch v(?<branch>\d+)/g;

describe('the version', () => {
  it('is one: of the package, of its lock file, and of --version', async () => {
    const manifest = JSON.parse(await read('package.json')) as { version: string };
    const lock = JSON.parse(await read('package-lock.json')) as {
      version: string;
      packages: Record<string, { version?: string }>;
    };
    expect([manifest.version, lock.version, lock.packages['']?.version]).toEqual([
      VERSION,
      VERSION,
      VERSION,
    ]);
  });

  it('is the newest heading of the changelog, below what is not released yet', async () => {
    const headings = [...(await read('CHANGELOG.md')).matchAll(/^## (.+)$/gm)].map(
      ([, heading]) => heading,
    );
    expect(headings.find((heading) => heading !== 'Unreleased')).toBe(VERSION);
  });

  it('has the major tag that pages, examples, schemas and messages tell people to use', async () => {
    const texts = await Promise.all(
      ['README.md', 'action.yml', ...(await filesIn('docs', 'examples', 'schema', 'src'))].map(
        read,
      ),
    );
    const tags = texts
      .flatMap((text) => [...text.matchAll(TAG)])
      .map(({ groups }) => groups?.tag ?? groups?.branch);
    expect(tags.length).toBeGreaterThan(20);
    expect([...new Set(tags)]).toEqual([MAJOR]);
  });
});

async function read(file: string): Promise<string> {
  return readFile(path.join(root, file), 'utf8');
}

async function filesIn(...folders: readonly string[]): Promise<readonly string[]> {
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(path.join(root, folder), { recursive: true }))
        .filter((name) => /\.(?:md|yml|json|ts)$/.test(name))
        .map((name) => path.join(folder, name)),
    ),
  );
  return names.flat();
}
