import { spawnSync } from 'node:child_process';
import path from 'node:path';
import config from '../../stryker.config.mjs';

/**
 * Runs Stryker over each part by itself, so that a part under the bound does not hide behind the others.
 * With arguments: once, with these.
 */
const STRYKER = path.join(
  import.meta.dirname,
  '../../node_modules/@stryker-mutator/core/bin/stryker.js',
);
const given = process.argv.slice(2);
const runs = given.length > 0 ? [given] : config.mutate.map((part) => ['--mutate', part]);
const under = runs.filter(
  (args) =>
    spawnSync(process.execPath, [STRYKER, 'run', ...args], { stdio: 'inherit' }).status !== 0,
);
for (const args of under) console.error(`under the bound, or broken: ${args.join(' ')}`);
process.exitCode = under.length === 0 ? 0 : 1;
