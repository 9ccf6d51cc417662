import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Builds the bundle anew beside the checked-in one and compares every file. */
const root = path.resolve(import.meta.dirname, '..');
const fresh = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-dist-'));
const build = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs'), fresh], {
  cwd: root,
  encoding: 'utf8',
});
if (build.status !== 0) {
  console.error(
    build.stderr
      .split('\n')
      .filter((line) => line.length < 400)
      .slice(-20)
      .join('\n'),
  );
  process.exit(1);
}

const [built, kept] = await Promise.all([digests(fresh), digests(path.join(root, 'dist'))]);
const different = [...new Set([...built.keys(), ...kept.keys()])]
  .filter((name) => built.get(name) !== kept.get(name))
  .sort();
await rm(fresh, { recursive: true, force: true });
if (different.length > 0) {
  console.error(
    `dist/ is not what the sources build. Run "npm run build" and commit it. Different: ${different.join(', ')}`,
  );
  process.exit(1);
}
console.log(`dist/ is up to date (${built.size} files)`);

async function digests(folder) {
  const found = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found.set(
      path.relative(folder, file),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  }
  return found;
}
