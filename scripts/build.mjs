import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ncc from '@vercel/ncc';
import { GRAMMARS } from '../src/scan/grammars.ts';

/**
 * Builds dist/ (or the folder given): the entry, its lazily loaded chunks, and licenses.txt with every
 * package that is in any of them. The bundler's own licence file describes one chunk only, so the list is
 * made from the sources that the source maps name; the maps themselves are not shipped.
 */
const root = path.resolve(import.meta.dirname, '..');
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

const OPTIONS = {
  cache: false,
  minify: false,
  sourceMap: true,
  sourceMapRegister: false,
  transpileOnly: true,
  quiet: true,
  target: 'es2024',
};
const { code, map, assets } = await ncc(path.join(root, 'src/index.ts'), { ...OPTIONS, esm: true });
// On its own, for the few runs that need it: see scripts/stand-ins/undici.ts.
const undici = await ncc(path.join(root, 'node_modules/undici/index.js'), OPTIONS);

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const maps = [map, undici.map];
const write = (name, text) => writeFile(path.join(out, name), text);
const withoutMapUrl = (text) => text.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n');

await write('index.js', withoutMapUrl(code));
await write('undici.cjs', withoutMapUrl(undici.code));
for (const [name, { source }] of Object.entries(assets)) {
  if (name.endsWith('.map')) {
    maps.push(source.toString());
  } else if (!name.startsWith('sourcemap-register')) {
    await mkdir(path.dirname(path.join(out, name)), { recursive: true });
    await write(name, name.endsWith('.js') ? withoutMapUrl(source.toString()) : source);
  }
}
await write('package.json', `${JSON.stringify({ type: 'module' })}\n`);

for (const schema of ['policy.schema.json', 'report.schema.json']) {
  await copyFile(path.join(root, 'schema', schema), path.join(out, schema));
}
await mkdir(path.join(out, 'grammars'));
for (const grammar of GRAMMARS) {
  await copyFile(
    path.join(root, 'node_modules', grammar.package, grammar.path),
    path.join(out, 'grammars', grammar.file),
  );
}

const packages = new Set(GRAMMARS.map((grammar) => `node_modules/${grammar.package}`));
for (const text of maps) {
  for (const source of JSON.parse(text.toString()).sources) {
    // The innermost package, with the folders that lead to it: a package can hold another version of one.
    const found = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source);
    if (found && !source.includes('webpack/runtime')) packages.add(found[0]);
  }
}
await write('licenses.txt', await licenses([...packages].sort()));
const size = (await Promise.all((await readdir(out)).map(async (name) => `${name}`))).sort();
console.log(
  `built ${path.relative(root, out) || '.'}: ${size.join(', ')} (${packages.size} packages)`,
);

async function licenses(folders) {
  const blocks = [];
  for (const folder of folders) {
    const at = path.join(root, folder);
    const { name, version, license } = JSON.parse(
      await readFile(path.join(at, 'package.json'), 'utf8'),
    );
    const file = (await readdir(at)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    if (file === undefined) throw new Error(`${folder} is in the bundle and has no licence text`);
    const text = (await readFile(path.join(at, file), 'utf8')).trim();
    blocks.push(`${name} ${version}\n${license ?? ''}\n\n${text}\n`);
  }
  return `${[...new Set(blocks)].join(`\n${'-'.repeat(80)}\n\n`)}`;
}
