import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs Stryker over each part of the folder's `stryker.config.mjs` by itself, so that a part under the bound
 * does not hide behind the others. With arguments: once, with these. Exits 1 when a part is under the bound.
 */
const STRYKER = path.join(
  import.meta.dirname,
  '../../node_modules/@stryker-mutator/core/bin/stryker.js',
);
const { default: config } = await import(pathToFileURL(path.resolve('stryker.config.mjs')).href);
const given = process.argv.slice(2);
const runs = given.length > 0 ? [given] : config.mutate.map((part) => ['--mutate', part]);
const under = runs.filter(
  (args) =>
    spawnSync(process.execPath, [STRYKER, 'run', ...args], { stdio: 'inherit' }).status !== 0,
);
for (const args of under) console.error(`under the bound, or broken: ${args.join(' ')}`);
process.exitCode = under.length === 0 ? 0 : 1;
