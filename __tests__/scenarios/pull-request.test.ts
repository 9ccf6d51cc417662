import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { withPullRequest } from '../../sandbox/worlds/pull-request.ts';
import { gateway, runGate } from './gate.ts';

const KEY_CODE = `import os
from openai import AzureOpenAI

client = AzureOpenAI(
    azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
    api_key=os.environ["AZURE_OPENAI_API_KEY"],
    api_version="2024-10-21",
)
`;
const FILES = { 'app/client.py': KEY_CODE };

let workspace = '';
beforeAll(async () => {
  workspace = await mkdtemp(path.join(os.tmpdir(), 'gate-pr-'));
  await mkdir(path.join(workspace, 'app'));
  await mkdir(path.join(workspace, '.github'));
  await writeFile(path.join(workspace, 'app/client.py'), KEY_CODE);
  await writeFile(path.join(workspace, 'app/old.py'), KEY_CODE);
  // What a pull request would like to say about itself.
  await writeFile(
    path.join(workspace, '.github/foundry-entra-gate.yml'),
    'rules:\n  source-uses-entra: off\n  keys-disabled: off\n',
  );
});
afterAll(() => rm(workspace, { recursive: true, force: true }));

describe('a pull request', () => {
  it('gets its changed files scanned, a finding on the line, and one comment that is edited in place', async () => {
    const world = withPullRequest(compliantWorld(), { files: FILES });
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { scan: 'auto' }, { workspace });
    expect(run.code).toBe(1);
    const findings = run.of('source-uses-entra').filter(({ status }) => status === 'fail');
    expect(findings.map(({ file }) => file)).toEqual(['app/client.py']);
    expect(findings[0]?.line).toBeGreaterThanOrEqual(4);
    expect(run.stdout).toMatch(/^::error .*file=app\/client\.py/m);
    const comments = () => world.github.issues.find(({ number }) => number === 7)?.comments ?? [];
    expect(comments()).toHaveLength(1);
    await runGate(sandbox, { scan: 'auto' }, { workspace });
    expect(comments()).toHaveLength(1);
  });

  it('cannot exempt itself: the policy file of the base branch counts', async () => {
    const world = withPullRequest(legacyWorld(), { files: FILES });
    await using sandbox = await gateway(world);
    const own = await runGate(sandbox, { scan: 'auto' }, { workspace });
    expect(own.of('keys-disabled')[0]?.status).toBe('fail');
    expect(own.of('source-uses-entra').some(({ status }) => status === 'fail')).toBe(true);

    world.github.files.main = {
      '.github/foundry-entra-gate.yml': 'rules:\n  keys-disabled: "off"\n',
    };
    const base = await runGate(sandbox, { scan: 'auto' }, { workspace });
    expect(base.of('keys-disabled')).toEqual([]);
  });

  it('is not judged by another checkout than its own', async () => {
    const world = withPullRequest(compliantWorld(), { files: FILES });
    const [file] = world.github.pullRequests[0]?.files ?? [];
    // As pull_request_target checks out: the base, which lacks what the pull request adds.
    if (file) file.patch = '@@ -1,1 +1,2 @@\n import os\n+client = AzureOpenAI(api_key=other)';
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { scan: 'auto' }, { workspace });
    expect(run.code).toBe(1);
    const findings = run.of('source-uses-entra').filter(({ file: path }) => path !== undefined);
    expect(findings.map(({ status }) => status)).toEqual(['unknown']);
    expect(findings[0]?.message).toContain('is the commit of the pull request checked out?');
  });

  it('cannot exempt itself in a merge queue either', async () => {
    await using sandbox = await gateway(legacyWorld());
    sandbox.world.github.files.main = {};
    const payload = path.join(workspace, 'merge-group.json');
    const group = { base_ref: 'refs/heads/main', base_sha: 'b'.repeat(40) };
    await writeFile(payload, JSON.stringify({ action: 'checks_requested', merge_group: group }));
    const env = { GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: payload };
    const run = await runGate(sandbox, {}, { workspace, env });
    expect(run.code).toBe(1);
    expect(run.of('keys-disabled')[0]?.status).toBe('fail');
  });

  it('fails when the policy file of the base branch cannot be read', async () => {
    const world = withPullRequest(compliantWorld(), { files: FILES });
    world.github.permissions = { 'pull-requests': 'write' };
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { scan: 'off' }, { workspace });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('permissions: contents: read');
    expect(sandbox.log.every(({ service }) => service === 'github' || service === 'oidc')).toBe(
      true,
    );
  });

  it('is held to a baseline outside the repository as it is, which it cannot change', async () => {
    const world = withPullRequest(legacyWorld(), { files: FILES });
    await using sandbox = await gateway(world);
    const { report } = await runGate(sandbox, { scan: 'off' }, { workspace });
    const baseline = `${workspace}-known.json`;
    await writeFile(baseline, JSON.stringify(report));
    try {
      const run = await runGate(sandbox, { scan: 'off', baseline }, { workspace });
      expect(run.of('keys-disabled')[0]).toMatchObject({ status: 'fail', known: true });
    } finally {
      await rm(baseline);
    }
  });

  it.each(['pull_request', 'pull_request_target'])(
    'of the event %s cannot exempt itself by another name of its file',
    async (name) => {
      const world = withPullRequest(legacyWorld(), { files: FILES });
      world.github.event.name = name;
      await using sandbox = await gateway(world);
      const alias = `${workspace}-alias`;
      await symlink(workspace, alias);
      try {
        const policy = path.join(alias, '.github/foundry-entra-gate.yml');
        const run = await runGate(sandbox, { scan: 'off', policy }, { workspace });
        expect(run.code).toBe(1);
        expect(run.stdout).toContain('there is none in the base branch');
      } finally {
        await rm(alias);
      }
    },
  );

  it('cannot call its findings known: the baseline of the base branch counts', async () => {
    const world = withPullRequest(legacyWorld(), { files: FILES });
    await using sandbox = await gateway(world);
    const first = await runGate(sandbox, { scan: 'auto' }, { workspace });
    await writeFile(path.join(workspace, 'known.json'), JSON.stringify(first.report));
    const inputs = { scan: 'auto', baseline: 'known.json' };
    const refused = await runGate(sandbox, inputs, { workspace });
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('there is none in the base branch');

    const empty = { ...first.report, findings: [] };
    world.github.files.main = { 'known.json': JSON.stringify(empty) };
    const unforgiven = await runGate(sandbox, inputs, { workspace });
    expect(unforgiven.of('keys-disabled')[0]).toMatchObject({ status: 'fail' });
    expect(unforgiven.of('keys-disabled')[0]?.known).toBeUndefined();

    world.github.files.main = { 'known.json': JSON.stringify(first.report) };
    const forgiven = await runGate(sandbox, inputs, { workspace });
    expect(forgiven.of('keys-disabled')[0]).toMatchObject({ status: 'fail', known: true });
  });

  it('from a fork gets its source findings without any sign-in, and resource rules are unknown', async () => {
    const world = withPullRequest(compliantWorld(), { files: FILES, from: 'stranger/assistant' });
    world.github.oidc.enabled = false;
    world.github.permissions = { contents: 'read', 'pull-requests': 'read' };
    await using sandbox = await gateway(world);
    const run = await runGate(
      sandbox,
      { scan: 'auto', 'client-id': '', 'tenant-id': '', 'subscription-id': '' },
      { workspace },
    );
    expect(run.code).toBe(1);
    expect(
      run
        .of('source-uses-entra')
        .some(({ status, file }) => status === 'fail' && file === 'app/client.py'),
    ).toBe(true);
    expect(run.of('keys-disabled')[0]?.status).toBe('unknown');
    expect(run.stdout).toContain('comes from a fork');
    expect(run.stdout).toContain('pull-requests: write');
    expect(sandbox.log.every(({ service }) => service === 'github')).toBe(true);
    expect(run.stdout + JSON.stringify(run.report)).toContain('Do not use pull_request_target');
  });

  it('from a fork cannot enforce', async () => {
    const world = withPullRequest(legacyWorld('enforce'), {
      files: {},
      from: 'stranger/assistant',
    });
    world.github.oidc.enabled = false;
    await using sandbox = await gateway(world);
    const run = await runGate(sandbox, { mode: 'enforce' }, { workspace });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('a pull request from a fork or by Dependabot gets no identity');
    expect(sandbox.log.filter(({ write }) => write)).toEqual([]);
  });
});

describe('a scan of source alone', () => {
  it('asks nobody, needs no identity, and fails on the key', async () => {
    await using sandbox = await gateway(compliantWorld('none'));
    const run = await runGate(
      sandbox,
      { resources: '', scan: 'all', 'client-id': '', 'tenant-id': '', 'subscription-id': '' },
      // Without the policy file at the root, which counts outside pull requests.
      { workspace: path.join(workspace, 'app') },
    );
    expect(run.code).toBe(1);
    expect(sandbox.log).toEqual([]);
    expect(run.stdout).not.toContain('Sign-in');
    expect(run.report.resources).toEqual([]);
    expect(run.of('source-uses-entra').map(({ file }) => file)).toEqual(['client.py', 'old.py']);
    expect(run.of('keys-disabled')).toEqual([]);
  });

  it('is refused when there is nothing to do at all', async () => {
    await using sandbox = await gateway(compliantWorld('none'));
    const run = await runGate(sandbox, { resources: '', scan: 'off' });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('resources: missing');
  });
});
