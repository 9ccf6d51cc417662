import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

/** One function that its test holds in each mutant, and one that is tested on one side only. */
const files = {
  'package.json': '{ "type": "module" }',
  'src/domain/held.ts': `
export function sum(numbers: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < numbers.length; index += 1) total += numbers[index] ?? NaN;
  return total;
}`,
  'src/domain/loose.ts': `
export const stage = (age: number): string => (age >= 18 ? 'of age' : 'child');`,
  '__tests__/domain/parts.test.ts': `
import { describe, expect, it } from '@jest/globals';
import { sum } from '../../src/domain/held.ts';
import { stage } from '../../src/domain/loose.ts';

describe.each([
  { numbers: [], total: 0 },
  { numbers: [1, 2], total: 3 },
])('the sum', ({ numbers, total }) => {
  it('is told', () => expect(sum(numbers)).toBe(total));
});
it.each([19, 90])('%i years are enough', (age) => {
  expect(stage(age)).toBe('of age');
});`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'foundry-entra-gate-mutation-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The script with our own settings and runner, over other parts. */
function mutate(...parts: string[]) {
  writeFileSync(
    path.join(folder, 'stryker.config.mjs'),
    `import config from ${JSON.stringify(pathToFileURL(path.join(root, 'stryker.config.mjs')))};
const plugins = config.plugins.map((plugin) => ${JSON.stringify(root)} + '/' + plugin);
export default { ...config, plugins, mutate: ${JSON.stringify(parts)} };`,
  );
  return spawnSync(process.execPath, [path.join(root, 'scripts/mutation/run.mjs')], {
    cwd: folder,
    encoding: 'utf8',
  });
}

/** The mutants of the last part that was run, as `status: what was written instead`. */
function mutants(): string[] {
  const report = JSON.parse(readFileSync(path.join(folder, '.mutation/mutation.json'), 'utf8')) as {
    files: Record<string, { mutants: { status: string; replacement: string }[] }>;
  };
  return Object.values(report.files)
    .flatMap((file) => file.mutants)
    .map(({ status, replacement }) => `${status}: ${replacement}`);
}

describe('the run of the mutation tests', () => {
  it('passes a part whose mutants a test notices, endless loops among them', () => {
    const { status, stderr } = mutate('src/domain/held.ts');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(mutants()).toContain('Timeout: index -= 1');
  });

  it('fails for one part under the bound, names it and lists what survived there', () => {
    const { status, stdout, stderr } = mutate('src/domain/held.ts', 'src/domain/loose.ts');
    expect(stderr).toBe('under the bound, or broken: --mutate src/domain/loose.ts\n');
    expect(status).toBe(1);
    expect(stdout).toContain("age > 18 ? 'of age'");
    expect(mutants()).toEqual([
      'NoCoverage: ""',
      'Ignored: () => undefined',
      'Ignored: ""',
      'Survived: true',
      'Killed: false',
      'Survived: age > 18',
      'Killed: age < 18',
    ]);
  });

  it('fails where a test asks for more of jest than the runner knows', () => {
    writeFileSync(
      path.join(folder, '__tests__/domain/unknown.test.ts'),
      "import { it } from '@jest/globals';\nit.failing('is not known', () => {});",
    );
    const { status, stdout } = mutate('src/domain/held.ts');
    expect(status).toBe(1);
    expect(stdout).toContain('it.failing is not a function');
  });
});
