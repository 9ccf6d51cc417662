import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wrongRole } from '../../scripts/docs/checks.ts';
import { setUpCommands } from '../../scripts/docs/set-up-commands.ts';

const root = path.resolve(import.meta.dirname, '../..');
const SUBSCRIPTION = '5b5c0000-1111-4222-8333-000000000001';

/**
 * Stand-ins that write down how they were called. They answer what the next command of the page needs, and
 * `curl` reads the file that it is asked for from this repository.
 */
const TOOLS: Readonly<Record<string, string>> = {
  az: `case "$*" in
    'account show --query id '*) echo ${SUBSCRIPTION} ;;
    'account show --query tenantId '*) echo tenant ;;
    'cognitiveservices account show '*) echo /subscriptions/${SUBSCRIPTION}/account ;;
    *'--query appId'* | *'--query clientId'*) echo client ;;
    'ad sp create '* | *'--query principalId'*) echo principal ;;
  esac`,
  gh: `case "$2" in repos/*) echo contoso@1/assistant@2 ;; user) echo 583231 ;; esac`,
  curl: `for a; do case "$a" in https:*) cat "${root}/\${a#*/v1/}" ;; esac; done`,
};

describe.each(['app', 'managed'] as const)('the commands of the set-up, identity: %s,', (kind) => {
  let folder = '';
  let calls: readonly string[] = [];
  let outcome = { code: -1, stderr: '' };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-readme-'));
    for (const [name, body] of Object.entries(TOOLS)) {
      const file = path.join(folder, name);
      const record = `printf '%s' ${name} >> calls; for a; do printf ' <%s>' "\${a//$'\\n'/ }" >> calls; done; echo >> calls`;
      await writeFile(file, `#!/bin/bash\n${record}\n${body}\n`);
      await chmod(file, 0o755);
    }
    const blocks = setUpCommands(await readFile(path.join(root, 'README.md'), 'utf8'), kind);
    outcome = await run(folder, ['set -euo pipefail', ...blocks].join('\n'));
    calls = (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('run from an empty folder to the end, with every variable set before it is used', () => {
    expect(outcome).toEqual({ code: 0, stderr: '' });
  });

  it('mean the same in zsh, where $NAME:e is the ending of a value and # begins no comment', async () => {
    const blocks = setUpCommands(await readFile(path.join(root, 'README.md'), 'utf8'), kind);
    for (const line of blocks.join('\n').split('\n')) {
      expect(line).not.toMatch(/\$\w+:/);
      expect(line).not.toMatch(/(^|\s)#/);
    }
  });

  it('create federated credentials in both forms of the subject', () => {
    const trusted = calls.filter((call) => call.includes('<federated-credential>')).join('\n');
    for (const context of [
      'pull_request',
      'ref:refs/heads/main',
      'environment:production',
      'environment:keys-off',
    ]) {
      expect(trusted).toContain(`repo:contoso@1/assistant@2:${context}`);
      expect(trusted).toContain(`repo:contoso/assistant:${context}`);
    }
  });

  it('let the identity that enforces assign one role only', () => {
    const [assignment] = calls.filter((call) => call.includes('<Foundry Entra Gate Enforce>'));
    expect(assignment).toContain(
      "<((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {a97b65f3-24c7-4388-baec-2e87135dc908}))>",
    );
  });

  it.each(['check', 'probe', 'enforce'])('create the role %s in the subscription', async (role) => {
    const text = await readFile(path.join(folder, `${role}.json`), 'utf8');
    expect(wrongRole(role, text)).toEqual([]);
    expect(text).toContain(`"/subscriptions/${SUBSCRIPTION}"`);
    const { Name } = JSON.parse(text) as { Name: string };
    expect(calls).toContainEqual(
      `az <role> <definition> <create> <--role-definition> <@${role}.json> <--output> <none>`,
    );
    expect(
      calls.filter((call) => call.includes('<assignment>') && call.includes(`<${Name}>`)),
    ).toHaveLength(role === 'enforce' ? 1 : 2);
  });
});

function run(cwd: string, script: string): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script], {
      cwd,
      env: { PATH: `${cwd}:${process.env.PATH ?? ''}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? -1, stderr });
    });
  });
}
