import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { legacyWorld } from '../sandbox/worlds/legacy.ts';
import { openPullRequest, PULL_REQUEST_EVENT } from '../sandbox/worlds/pull-request.ts';
import type { World } from '../sandbox/world.ts';
import { setUpCommands, type IdentityKind } from './docs/set-up-commands.ts';
import { runWorkflow, type GateJobRun } from './run-workflow.ts';

/**
 * Follows the README's section Set up to the letter, from an empty folder, in the sandbox: its commands by the
 * real Azure CLI, then the workflows that it has copied, as a runner runs them, until the gate is green.
 * `node scripts/follow-readme.ts [app|managed]` prints the transcript.
 *
 * Three things are not as the reader has them: `az login` signs in to the sandbox, `curl` reads the files of this
 * repository, and `gh` is a stand-in for the four commands of the page.
 */
export interface Journey {
  /** Of the commands. */
  readonly code: number;
  readonly sandbox: Sandbox;
  /** What the page had `gh` set. */
  readonly vars: Readonly<Record<string, string>>;
  /** The pull request's gate before keys are off. */
  readonly before: readonly GateJobRun[];
  /** The jobs of the workflow keys-off. */
  readonly keysOff: readonly GateJobRun[];
  /** The pull request's gate again. */
  readonly after: readonly GateJobRun[];
}

const root = path.resolve(import.meta.dirname, '..');
/** The person who follows the page: owner of the subscription, and may register apps. */
const ADMIN = {
  id: '0b1e0000-1111-4222-8333-0000000000ad',
  appId: 'c11e0000-1111-4222-8333-0000000000ad',
};

export async function followReadme(
  kind: IdentityKind,
  tell: (text: string) => void,
): Promise<Journey & AsyncDisposable> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-readme-'));
  const sandbox = await startSandbox(newcomersWorld(), {
    behaviour: { appsAllowed: true, assertionSeconds: 3_600 },
  });
  const close = async (): Promise<void> => {
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    const workspace = path.join(home, 'repository');
    await mkdir(workspace);
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const blocks = setUpCommands(readme, kind).map((block) =>
      block.replace(/^az login$/m, 'sign_in'),
    );
    const code = await shell(sandbox, home, workspace, blocks, tell);
    const vars = JSON.parse(
      await readFile(path.join(home, 'variables.json'), 'utf8').catch(() => '{}'),
    ) as Record<string, string>;
    const run = async (name: string, event: World['github']['event']): Promise<GateJobRun[]> => {
      if (code !== 0) return [];
      sandbox.world.github.event = event;
      const text = await readFile(path.join(workspace, '.github/workflows', name), 'utf8');
      const runs = await runWorkflow(sandbox, text, { vars, workspace });
      for (const one of runs) tell(transcriptOf(name, one));
      return [...runs];
    };
    const before = await run('foundry-entra-gate.yml', PULL_REQUEST_EVENT);
    const keysOff = await run('keys-off.yml', {
      name: 'workflow_dispatch',
      ref: 'refs/heads/main',
      sha: 'a'.repeat(40),
    });
    const after = await run('foundry-entra-gate.yml', PULL_REQUEST_EVENT);
    return { code, sandbox, vars, before, keysOff, after, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An account on keys, a pull request, and an owner; no identity that a workflow could use. */
function newcomersWorld(): World {
  const world = legacyWorld('none');
  world.servicePrincipals.push({
    ...ADMIN,
    displayName: 'platform-engineer',
    tenantId: IDS.tenant,
    kind: 'Application',
    federatedCredentials: [
      {
        name: 'session',
        issuer: world.github.oidc.issuer,
        subject: 'repo:contoso/assistant:ref:refs/heads/main',
        audience: 'api://AzureADTokenExchange',
      },
    ],
  });
  world.roleAssignments.push({
    scope: RESOURCE_IDS.subscription,
    role: 'Owner',
    principalId: ADMIN.id,
    principalType: 'ServicePrincipal',
  });
  openPullRequest(world, {
    title: 'Add the gate',
    branch: 'gate',
    author: 'ada',
    files: { '.github/workflows/foundry-entra-gate.yml': 'name: foundry-entra-gate' },
  });
  return world;
}

async function shell(
  sandbox: Sandbox,
  home: string,
  workspace: string,
  blocks: readonly string[],
  tell: (text: string) => void,
): Promise<number> {
  const bin = path.join(home, 'bin');
  await mkdir(bin);
  for (const [name, text] of Object.entries(standIns(sandbox))) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
  const script = path.join(home, 'commands.sh');
  await writeFile(script, `${signIn(sandbox)}\nset -v\n${blocks.join('\n')}\n`);
  const child = spawn('bash', ['-euo', 'pipefail', script], {
    cwd: workspace,
    env: {
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      HOME: home,
      AZURE_CONFIG_DIR: path.join(home, '.azure'),
      AZURE_CORE_COLLECT_TELEMETRY: 'no',
      AZURE_CORE_INSTANCE_DISCOVERY: 'false',
      AZURE_CORE_ONLY_SHOW_ERRORS: 'true',
      REQUESTS_CA_BUNDLE: sandbox.caFile,
      NODE_EXTRA_CA_CERTS: sandbox.caFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', tell);
  child.stderr.setEncoding('utf8').on('data', tell);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** What stands for `az login`: the sandbox as a cloud, and the person's session in it. */
function signIn({ urls }: Sandbox): string {
  const cloud = JSON.stringify({
    endpoints: {
      resource_manager: urls.arm,
      active_directory: `${urls.entra}/adfs`,
      active_directory_resource_id: urls.arm,
      active_directory_graph_resource_id: urls.arm,
      microsoft_graph_resource_id: urls.arm,
    },
  });
  return `sign_in() {
  az cloud register --name sandbox --cloud-config '${cloud}'
  az cloud set --name sandbox
  az login --service-principal --username ${ADMIN.appId} --tenant ${IDS.tenant} --output none \\
    --federated-token "$(github-assertion)"
}`;
}

function standIns({ urls, env }: Sandbox): Readonly<Record<string, string>> {
  const node = `#!${path.join(root, 'node_modules/.bin/node')}`;
  return {
    'github-assertion': `${node}
const answer = await fetch(${JSON.stringify(`${env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''}&audience=api%3A%2F%2FAzureADTokenExchange`)}, {
  headers: { authorization: 'Bearer ' + ${JSON.stringify(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '')} },
});
process.stdout.write((await answer.json()).value);
`,
    curl: `#!/bin/bash
output=/dev/stdout
for a; do
  case "$previous" in --output) output=$a ;; esac
  case "$a" in https://raw.githubusercontent.com/*) file=\${a#*/v1/} ;; esac
  previous=$a
done
cat "${root}/$file" > "$output"
`,
    gh: `${node}
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const [command, verb] = args;
if (command === 'variable' && verb === 'set') {
  const file = process.env.HOME + '/variables.json';
  const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  all[args[2]] = option('--body');
  writeFileSync(file, JSON.stringify(all));
} else if (command === 'api' && args.includes('PUT')) {
  JSON.parse(readFileSync(0, 'utf8'));
} else if (command === 'api' && args.includes('POST')) {
  if (option('--field') !== 'name=main') process.exit(64);
} else if (command === 'api') {
  const answer = verb === 'user' ? { login: 'ada', id: 583231 } : await (await fetch(
    ${JSON.stringify(urls.github)} + '/' + verb,
    { headers: { authorization: 'Bearer ' + ${JSON.stringify(env['INPUT_GITHUB-TOKEN'] ?? '')} } },
  )).json();
  process.stdout.write(execFileSync('jq', ['--raw-output', option('--jq')], { input: JSON.stringify(answer) }));
} else process.exit(64);
`,
  };
}

function transcriptOf(file: string, { job, result }: GateJobRun): string {
  const [headline = ''] = result.summary.split('\n').filter((line) => line.startsWith('#'));
  return `\n[${file}, job ${job}] exit code ${result.code ?? 'none'}: ${headline.replace(/^#+\s*/, '')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const kind = process.argv[2] === 'managed' ? 'managed' : 'app';
  await using journey = await followReadme(kind, (text) => process.stdout.write(text));
  process.exitCode = journey.after.at(-1)?.result.code ?? 1;
}
