import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * All checks, in the order in which a mistake is cheapest to see; stops at the first that fails.
 * The last line is the count of tests.
 */
const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const work = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-ci-'));
const totals = path.join(work, 'jest.json');

const steps = [
  ['types', bin('tsc'), ['--noEmit']],
  ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['workflows', process.execPath, ['scripts/check-workflows.mjs']],
  ['zizmor', process.execPath, ['scripts/zizmor.ts', '--if-present']],
  ['known vulnerabilities', process.execPath, ['scripts/audit.ts', '--if-served']],
  ['dist is what the sources build', process.execPath, ['scripts/check-dist.mjs']],
  ['licences', process.execPath, ['scripts/check-licences.mjs']],
  [
    'tests',
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--ci',
      '--json',
      `--outputFile=${totals}`,
    ],
  ],
  ['demo', process.execPath, ['scripts/demo.ts']],
  [
    'the Azure CLI drives the sandbox',
    process.execPath,
    ['scripts/real-clients/main.ts', '--if-present', '--limit', '45'],
  ],
  ['the README, followed with the Azure CLI', process.execPath, ['scripts/with-az.mjs']],
  [
    'act runs the example workflows',
    process.execPath,
    ['scripts/workflows-by-act/main.ts', '--if-present'],
  ],
];

let failedAt;
for (const [name, command, args] of steps) {
  const started = performance.now();
  console.log(`\n== ${name}`);
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
  console.log(
    `== ${name}: ${code === 0 ? 'ok' : `failed (${code})`} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  if (code !== 0) {
    failedAt = name;
    break;
  }
}
const count = await readFile(totals, 'utf8').then(JSON.parse, () => undefined);
await rm(work, { recursive: true, force: true });
if (failedAt) console.log(`\nStopped at: ${failedAt}`);
console.log(
  `${count?.numPassedTests ?? 0} passed, ${(count?.numFailedTests ?? 0) + (count?.numRuntimeErrorTestSuites ?? 0)} failed`,
);
process.exitCode = failedAt ? 1 : 0;
