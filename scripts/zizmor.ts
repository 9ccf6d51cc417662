import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { onPath } from './on-path.ts';

/**
 * zizmor over the workflows, the dependency updates, the action and the examples, as pedantic as it gets. What
 * it merely notes (a job without a name) is left to the writer. With `GH_TOKEN` it also asks GitHub whether
 * each pinned commit is what its comment says, and whether it is known to be vulnerable.
 */
const root = path.resolve(import.meta.dirname, '..');
const command = await onPath('zizmor');
if (command === undefined) {
  console.log('zizmor is not on the PATH: the workflows were not judged by it.');
  process.exitCode = process.argv.includes('--if-present') ? 0 : 1;
} else {
  const { status } = spawnSync(
    command,
    [
      ...(process.env.GH_TOKEN === undefined ? ['--offline'] : []),
      ...['--persona', 'pedantic', '--min-severity', 'low', '--no-progress', '--quiet'],
      ...['--config', '.github/zizmor.yml', '.github', 'action.yml'],
      ...globSync('examples/*.yml', { cwd: root }).sort(),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
