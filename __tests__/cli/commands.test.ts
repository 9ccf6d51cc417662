import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { Report } from '../../src/domain/report.ts';
import { RULES } from '../../src/rules/index.ts';
import { VERSION } from '../../src/version.ts';
import { gateway } from '../scenarios/gate.ts';
import { desk } from './command-line.ts';

const { account } = RESOURCE_IDS;
const developers = `group:${IDS.developers}`;
const WORKFLOW_COMMAND = /^::|##\[/m;

describe('the command line, with the session of the Azure CLI', () => {
  it('passes a compliant account with exit code 0 and a table, without workflow commands', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['check', account, '--principals', developers]);
    expect(run.stdout).toMatch(/^ {2}pass +keys-disabled/m);
    expect(run.stdout).toContain('Exit code 0');
    expect(run.stdout + run.stderr).not.toMatch(WORKFLOW_COMMAND);
    expect(run.stdout).not.toContain('\u001b[');
    expect(run.code).toBe(0);
    expect(sandbox.secrets.foundIn(run.stdout + run.stderr)).toEqual([]);
  });

  it('fails an account with keys on with exit code 1, says what to do, and writes nothing', async () => {
    await using sandbox = await gateway(legacyWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['check', account]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^ {2}fail +keys-disabled/m);
    expect(run.stdout).toContain('What to do');
    expect(run.stdout).toContain('disableLocalAuth');
    expect(sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret)).toEqual([]);
  });

  it('looks a name up in the subscription of the session', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['check', 'contoso-ai', '--json']);
    expect((JSON.parse(run.stdout) as Report).resources[0]?.id).toBe(account);
    expect(run.code).toBe(0);
  });

  it('says once why a resource could not be judged', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['check', 'contoso-oi']);
    expect(run.code).toBe(1);
    // All but inference-role, which is skipped where no principals are required.
    const row = `^ {2}unknown +${RULES.length - 1} rules +error +Not judged: .*contoso-oi`;
    expect(run.stdout).toMatch(new RegExp(row, 'm'));
    // In the table and in what to do.
    expect(run.stdout.match(/sees no account named contoso-oi/g)).toHaveLength(2);
  });

  it('prints nothing but the report with --json, and writes SARIF where it is told', async () => {
    await using sandbox = await gateway(legacyWorld());
    await using at = await desk(sandbox);
    const run = await at.run(['check', account, '--json', '--sarif', 'out/gate.sarif']);
    const report = JSON.parse(run.stdout) as Report;
    expect(report).toMatchObject({ version: 1, mode: 'check', compliant: false });
    const sarif = JSON.parse(await readFile(path.join(at.folder, 'out/gate.sarif'), 'utf8')) as {
      runs: { results: unknown[] }[];
    };
    expect(sarif.runs[0]?.results.length).toBeGreaterThan(0);
    expect(run.code).toBe(1);
  });

  it('plans, and makes what was planned when it is given the digest', async () => {
    await using sandbox = await gateway(legacyWorld('enforce'));
    await using at = await desk(sandbox);
    const wanted = [account, '--principals', developers, '--allow', 'assign-role', '--json'];
    const planned = await at.run(['plan', ...wanted]);
    const { planDigest = '' } = JSON.parse(planned.stdout) as Report;
    expect(planned.code).toBe(0);
    expect(sandbox.log.filter(({ write }) => write)).toEqual([]);

    const other = await at.run(['enforce', ...wanted, '--approved-plan', '0'.repeat(64)]);
    expect(other.code).toBe(1);
    expect(sandbox.log.filter(({ write }) => write)).toEqual([]);

    const made = await at.run(['enforce', ...wanted, '--approved-plan', planDigest]);
    const { changes } = JSON.parse(made.stdout) as Report;
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: 'assign-role', status: 'done' }),
    );
    expect(sandbox.log.some(({ write }) => write)).toBe(true);
  });

  it('makes changes with --yes', async () => {
    await using sandbox = await gateway(legacyWorld('enforce'));
    await using at = await desk(sandbox);
    await at.run([
      'enforce',
      account,
      '--principals',
      developers,
      '--yes',
      '--allow',
      'assign-role',
    ]);
    expect(sandbox.log.some(({ write }) => write)).toBe(true);
  });

  it('says to sign in when the Azure CLI has no session, and does not pass', async () => {
    await using at = await desk();
    const run = await at.run(['check', account]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('az login');
    expect(run.stdout).toMatch(/^ {2}unknown/m);
  });
});

describe('scan', () => {
  it('judges the folder it is started in, without Azure, whatever the policy file names', async () => {
    await using at = await desk();
    await writeFile(
      path.join(at.folder, 'app.py'),
      'from openai import AzureOpenAI\nclient = AzureOpenAI(api_key="x", azure_endpoint="https://a.openai.azure.com")\n',
    );
    await writeFile(path.join(at.folder, 'policy.yml'), `resources:\n  - ${account}\n`);
    const run = await at.run(['scan', '--policy', 'policy.yml']);
    expect(run.stdout).toContain('app.py:2');
    expect(run.stdout).not.toContain('contoso-ai');
    expect(run.code).toBe(1);
    expect((await at.run(['scan', '*.ts'])).stdout).not.toContain('app.py');
  });
});

describe('wrong usage', () => {
  it.each([
    [[], 'a command is missing'],
    [['chek'], 'no command "chek"'],
    [['check', '--colour'], "Unknown option '--colour'. See"],
    [['check', 'https://user@host/'], 'resources'],
    [['check', account, '--fail-on', 'sometimes'], 'fail-on'],
    [['check', account, '--auth', 'oidc'], 'oidc'],
    [['enforce', account], '--approved-plan'],
    [['scan', '--resources', account], 'takes no resources'],
    [['check', account, '--branch', 'main'], 'doctor'],
    [['doctor'], 'one resource'],
  ])('%j ends with exit code 2 and says what is wrong', async (args, why) => {
    await using at = await desk();
    const run = await at.run(args);
    expect(run.stderr).toContain(why);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(2);
  });

  it('takes no input from the shell', async () => {
    await using at = await desk();
    const run = await at.run(['check'], { INPUT_RESOURCES: account, INPUT_SCAN: 'all' });
    expect(run.code).toBe(2);
  });
});

it('tells its version and its options, and leaves the folder as it was', async () => {
  await using at = await desk();
  expect((await at.run(['--version'])).stdout).toBe(`${VERSION}\n`);
  const help = await at.run(['--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('Exit codes');
});
