import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { visit } from 'unist-util-visit';
import { wrongRole } from '../../scripts/docs/checks.ts';
import { readPage } from '../../scripts/docs/markdown.ts';

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
  gh: `case "$1" in api) echo octo-org@1/octo-app@2 ;; esac`,
  curl: `for url; do :; done; cat "${root}/docs/permissions/\${url##*/}"`,
};

/** Numbers of the blocks that are for one kind of identity. */
const OF_APP = [1, 4];
const OF_MANAGED = [2, 5];

describe.each([
  ['an app registration', OF_MANAGED],
  ['a user-assigned managed identity', OF_APP],
])('the commands of the set-up with %s', (_, leftOut) => {
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
    const blocks = (await setUpBlocks()).filter((_, index) => !leftOut.includes(index));
    outcome = await run(folder, ['set -euo pipefail', ...blocks].join('\n'));
    calls = (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('run from an empty folder to the end, with every variable set before it is used', () => {
    expect(outcome).toEqual({ code: 0, stderr: '' });
  });

  it('create federated credentials in both forms of the subject', () => {
    const trusted = calls.filter((call) => call.includes('<federated-credential>')).join('\n');
    for (const context of ['pull_request', 'environment:production', 'ref:refs/heads/main']) {
      expect(trusted).toContain(`repo:octo-org@1/octo-app@2:${context}`);
      expect(trusted).toContain(`repo:octo-org/octo-app:${context}`);
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
      `az <role> <definition> <create> <--role-definition> <@${role}.json>`,
    );
    expect(
      calls.filter((call) => call.includes('<assignment>') && call.includes(`<${Name}>`)),
    ).toHaveLength(1);
  });
});

/** The bash blocks of the README's section Set up, in order. */
async function setUpBlocks(): Promise<readonly string[]> {
  const { tree } = readPage('README.md', await readFile(path.join(root, 'README.md'), 'utf8'));
  const blocks: string[] = [];
  let section = '';
  visit(tree, (node) => {
    if (node.type === 'heading' && node.depth === 2) {
      const [text] = node.children;
      section = text?.type === 'text' ? text.value : '';
    }
    if (node.type === 'code' && node.lang === 'bash' && section === 'Set up')
      blocks.push(node.value);
  });
  return blocks;
}

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
