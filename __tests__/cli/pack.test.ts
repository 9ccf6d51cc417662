import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { NODE } from '../../scripts/run-as-runner.ts';
import { VERSION } from '../../src/version.ts';

const execute = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const bundle = process.env.GATE_BUNDLE ?? path.join(root, 'dist/index.js');

it('is packed, installed offline in an empty folder, and runs there', async () => {
  const work = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-pack-'));
  try {
    // What would be packed, with the bundle under test for dist/.
    const source = path.join(work, 'source');
    await mkdir(source);
    for (const name of ['package.json', 'LICENSE', 'README.md', 'schema']) {
      await cp(path.join(root, name), path.join(source, name), { recursive: true });
    }
    await cp(path.dirname(bundle), path.join(source, 'dist'), { recursive: true });
    const empty = path.join(work, 'empty');
    await mkdir(empty);
    const env = {
      PATH: `${path.dirname(NODE)}${path.delimiter}${process.env.PATH ?? ''}`,
      HOME: work,
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    };
    await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', empty], {
      cwd: source,
      env,
    });
    const [tarball = ''] = await readdir(empty);
    const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
    await execute('npm', [...install, '--prefix', empty, path.join(empty, tarball)], {
      cwd: empty,
      env,
    });

    const installed = await readdir(path.join(empty, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['foundry-entra-gate']);
    const command = path.join(empty, 'node_modules/.bin/foundry-entra-gate');
    expect((await execute(command, ['--version'], { env })).stdout).toBe(`${VERSION}\n`);
    // The scan loads its grammars from the package.
    const scan = await execute(command, ['scan', '--json'], { cwd: empty, env });
    expect(JSON.parse(scan.stdout)).toMatchObject({ mode: 'check', compliant: true });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}, 60_000);

it('needs no package at run time, because the bundle holds all', async () => {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.bin).toEqual({ 'foundry-entra-gate': 'dist/index.js' });
});
