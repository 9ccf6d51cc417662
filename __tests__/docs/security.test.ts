import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const files = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();

interface Role {
  readonly Actions: readonly string[];
  readonly DataActions: readonly string[];
}
const role = (name: string): Role => JSON.parse(read(`docs/permissions/${name}.json`)) as Role;

/** What a file imports, types and lazy imports included. */
const importsOf = (file: string): readonly string[] =>
  ts.preProcessFile(read(file)).importedFiles.map(({ fileName }) => fileName);

describe('the roles of SECURITY.md', () => {
  const READS = /^Microsoft\.\w+\/[\w/]*\/?read$/;

  it('let a check read, and nothing else', () => {
    const { Actions, DataActions } = role('check');
    expect(Actions.filter((action) => !READS.test(action))).toEqual([]);
    expect(DataActions).toEqual([]);
  });

  it('let the probe call models, and manage nothing', () => {
    const { Actions, DataActions } = role('probe');
    expect(Actions).toEqual([]);
    expect(DataActions.filter((action) => !/\/accounts\/(?:OpenAI|MaaS)\//.test(action))).toEqual(
      [],
    );
  });

  it('let enforce write accounts and connections, assign roles and regenerate keys, and no more', () => {
    const { Actions, DataActions } = role('enforce');
    expect(Actions.filter((action) => !READS.test(action)).toSorted()).toEqual([
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.CognitiveServices/accounts/connections/write',
      'Microsoft.CognitiveServices/accounts/projects/connections/write',
      'Microsoft.CognitiveServices/accounts/regenerateKey/action',
      'Microsoft.CognitiveServices/accounts/write',
      'Microsoft.MachineLearningServices/workspaces/connections/write',
    ]);
    expect(DataActions).toEqual([]);
  });
});

describe('the code', () => {
  it('writes to Azure from one folder that only enforcing uses', () => {
    const users = files('src/**/*.ts').filter((file) =>
      importsOf(file).some((name) => name.includes('/writers/')),
    );
    expect(users.length).toBeGreaterThan(0);
    expect(
      users.filter(
        (file) =>
          !/^src\/(?:enforce\/|azure\/writers\/|pipeline\/plan-and-enforce\.ts$)/.test(file),
      ),
    ).toEqual([]);
  });

  it('runs nothing of what it scans: its threads are the entry of the action once more', () => {
    const risky = files('src/{scan,settings}/**/*.ts').flatMap((file) =>
      importsOf(file)
        .filter((name) => /^(?:node:)?(?:child_process|vm|worker_threads)$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(risky).toEqual([
      'src/scan/threads.ts: node:worker_threads',
      'src/scan/worker.ts: node:worker_threads',
    ]);
    const started = read('src/scan/threads.ts').match(/new Worker\((.*)$/gm);
    expect(started).toEqual([
      "new Worker(existsSync(bundled) ? bundled : join(here, '../index.ts'), {",
    ]);
  });
});

describe('workflows and examples', () => {
  const workflows = [...files('.github/workflows/*.yml'), ...files('examples/*.yml')];

  it('never run on pull_request_target', () => {
    expect(workflows.length).toBeGreaterThan(5);
    for (const file of workflows) {
      const { on } = parse(read(file)) as { on: Readonly<Record<string, unknown>> };
      expect([file, Object.keys(on)]).toEqual([
        file,
        expect.not.arrayContaining(['pull_request_target']),
      ]);
    }
  });

  it('pin the actions of others by commit', () => {
    for (const file of workflows) {
      const used = [...read(file).matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
      const loose = used.filter(
        (action) =>
          !/@[0-9a-f]{40}$/.test(action) && !/^(?:\.\/|foundry-entra-gate\/)/.test(action),
      );
      expect([file, loose]).toEqual([file, []]);
    }
  });

  it('release only what was checked, and attest each file of dist/', () => {
    const { jobs } = parse(read('.github/workflows/release.yml')) as {
      jobs: Readonly<
        Record<string, { needs?: string; steps: readonly Readonly<Record<string, unknown>>[] }>
      >;
    };
    expect(jobs.publish?.needs).toBe('attest');
    expect(jobs.attest?.needs).toBe('check');
    expect(jobs.check?.steps).toContainEqual({ run: 'npm run ci' });
    expect(jobs.attest?.steps).toContainEqual(
      expect.objectContaining({ with: { 'subject-path': 'dist/**' } }),
    );
  });

  it('take an update a week after it came out', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: readonly { cooldown?: unknown }[];
    };
    expect(updates.map(({ cooldown }) => cooldown)).toEqual(
      updates.map(() => ({ 'default-days': 7 })),
    );
  });

  it('install dependencies of exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Readonly<
      Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(?:npm:.*@)?\d+\.\d+\.\d+/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
