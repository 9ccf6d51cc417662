import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

it('shows every picture that is kept, and keeps every picture that a page shows', async () => {
  const pages = [
    'README.md',
    ...(await readdir(path.join(root, 'docs'))).map((name) => `docs/${name}`),
  ];
  const texts = await Promise.all(
    pages
      .filter((page) => page.endsWith('.md'))
      .map((page) => readFile(path.join(root, page), 'utf8')),
  );
  const shown = texts.flatMap((text) =>
    Array.from(text.matchAll(/images\/([\w-]+\.png)/g), ([, name]) => name),
  );
  const kept = await readdir(path.join(root, 'docs/images'));
  expect([...new Set(shown)].sort()).toEqual(kept.sort());
});
