import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PullRequestFile } from '../../sandbox/index.ts';
import { baseFile, changedFiles } from '../../src/publish/pull-request.ts';
import { startGitHub, type GitHubSandbox } from './github-sandbox.ts';

let github: GitHubSandbox;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.sandbox.close());

const files = (list: PullRequestFile[]): void => {
  const [pull] = github.sandbox.world.github.pullRequests;
  if (pull) pull.files = list;
};
const many = (count: number): PullRequestFile[] =>
  Array.from({ length: count }, (_, index) => ({
    filename: `src/${index}.py`,
    status: 'modified',
    patch: '@@ -1 +1 @@\n-a\n+b',
  }));

describe('the changed files of a pull request', () => {
  it('are all of them, over pages, without those that are gone', async () => {
    files([
      ...many(230),
      { filename: 'gone.py', status: 'removed' },
      { filename: 'big.json', status: 'added' },
    ]);
    const changed = await changedFiles(github);
    expect(changed.ok && changed.files).toHaveLength(231);
    expect(changed.ok && changed.files.at(-1)).toEqual({ path: 'big.json', patch: undefined });
    expect(changed.ok && changed.gone).toEqual([{ path: 'gone.py', patch: undefined }]);
  });

  it('are gone under the name that they had, where they are renamed', async () => {
    files([{ filename: 'new.tfvars', previousFilename: 'old.tfvars', status: 'renamed' }]);
    expect(await changedFiles(github)).toEqual({
      ok: true,
      files: [{ path: 'new.tfvars', patch: undefined }],
      gone: [{ path: 'old.tfvars', patch: undefined }],
    });
  });

  it('are unknown, not complete, when GitHub lists no more', async () => {
    files(many(3000));
    expect(await changedFiles(github)).toEqual({
      ok: false,
      reason: expect.stringContaining('GitHub lists no more than 3000. Set scan: all.'),
    });
  });

  it('are unknown without the permission, which is named', async () => {
    github.sandbox.world.github.permissions = { contents: 'read' };
    expect(await changedFiles(github)).toEqual({
      ok: false,
      reason: expect.stringContaining('permissions: pull-requests: read'),
    });
  });
});

describe('a refused list of changed files', () => {
  it.each([404, 409, 422, 500])('with %d is unknown, and not empty', async (status) => {
    files(many(2));
    github.sandbox.faults.add({ kind: 'status', status, match: { path: '/files' } });
    expect(await changedFiles(github)).toEqual({
      ok: false,
      reason: expect.stringMatching(/^The changed files of the pull request could not be listed: /),
    });
  });
});

describe('a file of the base branch', () => {
  const policy = '.github/foundry-entra-gate.yml';

  it('is the one of the base branch, not the one of the pull request', async () => {
    github.sandbox.world.github.files = {
      main: { [policy]: 'rules: {} # Grüße\n' },
      entra: { [policy]: 'exemptions: []\n' },
    };
    expect(await baseFile(github, policy)).toEqual({ kind: 'text', text: 'rules: {} # Grüße\n' });
  });

  it('is absent when it is not there, and only then', async () => {
    github.sandbox.world.github.files = { main: { 'README.md': 'x' } };
    expect(await baseFile(github, policy)).toEqual({ kind: 'absent' });
    github.sandbox.world.github.permissions = { 'pull-requests': 'write' };
    expect(await baseFile(github, policy)).toEqual({
      kind: 'failed',
      why: expect.stringContaining('permissions: contents: read'),
    });
    const elsewhere = { ...github, event: { ...github.event, repository: 'other' } };
    expect((await baseFile(elsewhere, policy)).kind).toBe('failed');
  });

  it('that is a folder is refused', async () => {
    github.sandbox.world.github.files = { main: { '.github/a.yml': 'x' } };
    expect(await baseFile(github, '.github')).toEqual({
      kind: 'failed',
      why: expect.stringContaining('it is no file'),
    });
  });

  it('cannot be read without a token', async () => {
    const access = { event: github.event, inputs: { githubToken: '' } };
    expect((await baseFile(access, policy)).kind).toBe('failed');
    expect(await changedFiles(access)).toMatchObject({ ok: false });
  });
});
