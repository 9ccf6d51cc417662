import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Runs the tests that need a current Azure CLI on the PATH (`__tests__/with-az`), or says that they were left
 * out; with `--strict` that is a failure.
 */
const OLDEST = [2, 50];
/** Debian's 2.45 is packed with a library that its role commands do not fit. */
const version = azVersion();
const usable = version[0] > OLDEST[0] || (version[0] === OLDEST[0] && version[1] >= OLDEST[1]);

if (usable) {
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '__tests__/with-az',
    ],
    {
      cwd: path.resolve(import.meta.dirname, '..'),
      stdio: 'inherit',
      env: { ...process.env, WITH_AZ: '1' },
    },
  );
  process.exitCode = status ?? 1;
} else {
  console.log(
    `The Azure CLI ${OLDEST.join('.')} or later is not on the PATH: the README's commands were not executed.`,
  );
  process.exitCode = process.argv.includes('--strict') ? 1 : 0;
}

function azVersion() {
  const { stdout } = spawnSync('az', ['version', '--output', 'json'], { encoding: 'utf8' });
  const [, major, minor] = /"azure-cli": "(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}
