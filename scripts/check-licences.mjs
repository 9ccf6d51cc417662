import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Holds licenses.txt of dist/ (or the folder given) to what is in the bundle. The build writes that file from
 * its source maps; this looks at the bundle itself: the packages that its module comments name, and the
 * packages that ship the very bytes of each grammar.
 */
const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const ALLOWED = [
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
];
/** The shortest text of those, 0BSD, is longer. */
const SHORTEST_LICENCE = 450;

const wrong = [];
const blocks = await licences();
for (const [name, { licence, text }] of blocks) {
  if (!ALLOWED.includes(licence))
    wrong.push(`${name}: licence "${licence}" is not one we may ship`);
  if (text.length < SHORTEST_LICENCE) wrong.push(`${name}: no licence text`);
}
const required = new Set([...(await packagesOfModules()), ...(await packagesOfGrammars())]);
for (const name of required) {
  const installed = JSON.parse(
    await readFile(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
  );
  const versions = blocks.get(name)?.versions ?? [];
  if (!versions.includes(installed.version)) {
    wrong.push(`${name} ${installed.version}: in the bundle, not in licenses.txt`);
  }
}
for (const line of wrong) console.error(line);
console.log(
  `${blocks.size} packages with their licences, ${required.size} of them seen in the bundle: ${wrong.length === 0 ? 'ok' : `${wrong.length} mistakes`}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Blocks of `NAME VERSION`, the licence's SPDX name, an empty line, the text. */
async function licences() {
  const found = new Map();
  const all = await readFile(path.join(dist, 'licenses.txt'), 'utf8');
  for (const block of all.split(`\n${'-'.repeat(80)}\n\n`)) {
    const [, name, version, licence, text] = /^(\S+) (\S+)\n(.*)\n\n([^]*)$/.exec(block) ?? [];
    if (name === undefined) {
      wrong.push(`licenses.txt: not a block: ${block.slice(0, 60)}`);
      continue;
    }
    const versions = [...(found.get(name)?.versions ?? []), version];
    found.set(name, { versions, licence, text });
  }
  return found;
}

async function packagesOfModules() {
  const names = new Set();
  for (const file of await readdir(dist)) {
    // A package that is bundled on its own bears its name.
    if (file.endsWith('.cjs')) names.add(path.basename(file, '.cjs'));
    if (!file.endsWith('.js')) continue;
    const text = await readFile(path.join(dist, file), 'utf8');
    for (const [, name] of text.matchAll(
      /MODULE: \.\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\/(?!node_modules\/)/g,
    )) {
      names.add(name);
    }
  }
  if (names.size === 0) wrong.push('the bundle names no module: look for its comments anew');
  return names;
}

async function packagesOfGrammars() {
  const names = new Set();
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const sources = new Map();
  for (const folder of Object.keys(lock.packages)) {
    if (!/node_modules\/(@[\w-]+\/)?(web-)?tree-sitter(-[\w-]+)?$/.test(folder)) continue;
    for (const file of await readdir(path.join(root, folder)).catch(() => [])) {
      if (!/\.(wasm|js)$/.test(file)) continue;
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      sources.set(await digest(path.join(root, folder, file)), name);
    }
  }
  for (const file of await readdir(path.join(dist, 'grammars'))) {
    const name = sources.get(await digest(path.join(dist, 'grammars', file)));
    if (name === undefined) wrong.push(`grammars/${file}: no installed package ships these bytes`);
    else names.add(name);
  }
  return names;
}

async function digest(file) {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
