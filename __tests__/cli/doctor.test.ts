import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { readGateJobs } from '../../src/cli/workflows.ts';
import { gateway } from '../scenarios/gate.ts';
import { desk } from './command-line.ts';

const { account } = RESOURCE_IDS;
const ids = ['--client-id', IDS.clientId, '--object-id', IDS.ci, '--repository', 'octo/app'];

const WORKFLOW = (permissions: string): string => `on: pull_request
permissions:
  contents: read
jobs:
  gate:
    runs-on: ubuntu-latest
${permissions}
    steps:
      - uses: foundry-entra-gate/foundry-entra-gate@v1
`;
const GRANTED = '    permissions:\n      id-token: write';

describe('the doctor', () => {
  it('fills the commands with the ids of the user, in both forms of the subject, and writes nothing', async () => {
    await using sandbox = await gateway(legacyWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['doctor', '--resource', account, ...ids]);
    expect(run.stdout).toContain(`az ad app federated-credential create --id ${IDS.clientId}`);
    expect(run.stdout).toContain('"subject":"repo:octo/app:pull_request"');
    const numbered = run.stdout.split('\n').find((line) => line.includes('$NUMBERED"'));
    expect(JSON.parse(await lastWord(numbered ?? ''))).toMatchObject({
      subject: 'repo:octo@1/app@2:pull_request',
    });
    expect(run.stdout).toContain(
      `--assignee-object-id ${IDS.ci} --assignee-principal-type ServicePrincipal --role 'Foundry Entra Gate Check' --scope ${RESOURCE_IDS.subscription}\n`,
    );
    const names = [...run.stdout.matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(run.stdout).toContain(`--role 'Foundry Entra Gate Probe' --scope ${account}\n`);
    expect(run.stdout).toMatch(/connections-use-entra: missing[^]*keys-disabled: missing/);
    expect(run.stdout).toContain('"disableLocalAuth":true');
    expect(run.code).toBe(1);
    expect(sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret)).toEqual([]);
    expect(sandbox.secrets.foundIn(run.stdout + run.stderr)).toEqual([]);
  });

  it('ends with exit code 0 when nothing is missing that can be seen', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using at = await desk(sandbox);
    const folder = path.join(at.folder, '.github/workflows');
    await mkdir(folder, { recursive: true });
    const examine = ['doctor', account, '--principals', `group:${IDS.developers}`, ...ids];

    await writeFile(path.join(folder, 'gate.yml'), WORKFLOW(''));
    const without = await at.run(examine);
    expect(without.stdout).toContain('.github/workflows/gate.yml, job gate\n');
    expect(without.code).toBe(1);

    await writeFile(path.join(folder, 'gate.yml'), WORKFLOW(GRANTED));
    const run = await at.run(examine);
    expect(run.stdout).toContain('The check finds nothing that fails the gate');
    expect(run.code).toBe(0);
  });

  it('names the job that runs in an environment by its environment', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['doctor', account, ...ids, '--job-environment', 'production']);
    expect(run.stdout).toContain('repo:octo/app:environment:production');
    expect(run.stdout).not.toContain(':pull_request');
  });

  it('starts with az login where there is no session, and still tells the rest', async () => {
    await using at = await desk();
    const run = await at.run(['doctor', account]);
    expect(run.stdout).toContain('Your session of the Azure CLI: missing');
    expect(run.stdout).not.toContain('with your rights');
    expect(run.stdout).toContain('az login');
    expect(run.stdout).toContain('az ad app create');
    expect(run.stdout).toContain('id-token: write');
    expect(run.code).toBe(1);
  });
});

/** What a shell makes of the last word of a command, when GitHub has told the numbers. */
function lastWord(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = `NUMBERED=octo@1/app@2; az() { printf %s "\${!#}"; }; ${command}`;
    execFile('bash', ['-c', script], (error, stdout) => {
      if (error) reject(new Error(error.message));
      else resolve(stdout);
    });
  });
}

describe('the permissions of a workflow', () => {
  it.each([
    ['granted to the job', WORKFLOW(GRANTED), true],
    ['granted to the workflow', WORKFLOW('').replace('contents: read', 'id-token: write'), true],
    ['all granted', WORKFLOW('    permissions: write-all'), true],
    ['not named by the job', WORKFLOW('    permissions:\n      contents: read'), false],
    ['not named at all', WORKFLOW(''), false],
    [
      'taken back by the job',
      WORKFLOW('    permissions: {}').replace('contents: read', 'id-token: write'),
      false,
    ],
  ])('are read: %s', (_, text, mayGetToken) => {
    expect(readGateJobs('gate.yml', text)).toEqual([
      { file: 'gate.yml', job: 'gate', mayGetToken },
    ]);
  });

  it('are not asked of jobs without the gate, nor of files that are no YAML', () => {
    expect(readGateJobs('a.yml', WORKFLOW('').replace('entra-gate@', 'other@'))).toEqual([]);
    expect(readGateJobs('a.yml', 'jobs: [')).toEqual([]);
  });
});
