import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { Sandbox } from '../../sandbox/index.ts';
import { fastClock } from '../fast-clock.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUN_LIMIT_MS = 240_000;
const OURS = 'foundry-entra-gate/foundry-entra-gate';

export interface ActRun {
  readonly code: number | null;
  readonly output: string;
  /** What the steps gave the stand-ins to keep, by `NAME/FILE`. */
  readonly kept: Readonly<Record<string, string>>;
}

export interface ActOptions {
  readonly act: string;
  readonly sandbox: Sandbox;
  /** Text of the workflow, as it is published. */
  readonly workflow: string;
  readonly vars: Readonly<Record<string, string>>;
  /** Files of the repository beside the workflow. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folder of the bundle. Default: what `GATE_BUNDLE` names, else `dist/`. */
  readonly bundle?: string;
}

/**
 * Runs a workflow by act on this machine, without containers. The gate is this checkout, with the addresses of
 * the sandbox for defaults, as a private cloud's fork would have them. Steps that talk to GitHub's own services
 * (artifacts, code scanning) are stand-ins that keep the files they are given. act does not know
 * `environment` and does not enforce `permissions`.
 */
export async function runByAct(options: ActOptions): Promise<ActRun> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'workflows-by-act-'));
  try {
    const kept = path.join(folder, 'kept');
    const bin = path.join(folder, 'bin');
    await mkdir(kept);
    await mkdir(bin);
    // The runtime that the action asks for; the machine's own may be another.
    await symlink(path.join(ROOT, 'node_modules/.bin/node'), path.join(bin, 'node'));
    const repository = await checkout(folder, options);
    const gate = await gateWithAddresses(folder, options);
    const args = [
      ...[options.sandbox.world.github.event.name, '--workflows', '.github/workflows/example.yml'],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--concurrent-jobs', '2'],
      ...['--eventpath', options.sandbox.env.GITHUB_EVENT_PATH ?? ''],
      ...['--env-file', await envFile(folder, options, kept)],
      ...['--var-file', await file(folder, 'vars', lines(options.vars))],
      ...['--secret-file', await file(folder, 'secrets', lines({ GITHUB_TOKEN: token(options) }))],
      ...['--action-cache-path', path.join(folder, 'cache'), '--no-cache-server'],
      ...localActions(options.workflow, gate).flatMap((one) => ['--local-repository', one]),
    ];
    const environment = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, HOME: folder };
    const { code, output } = await execute(options.act, args, repository, environment);
    return { code, output, kept: await readAll(kept) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkout(folder: string, { workflow, files, sandbox }: ActOptions): Promise<string> {
  const repository = path.join(folder, 'repository');
  const all = { ...files, '.github/workflows/example.yml': workflow };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(repository, name)), { recursive: true });
    await writeFile(path.join(repository, name), text);
  }
  const { owner, repository: name } = sandbox.world.github;
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@contoso.example'];
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    ['remote', 'add', 'origin', `https://github.com/${owner}/${name}.git`],
    ['add', '--all'],
    [...identity, 'commit', '--quiet', '--message', 'Add the workflow'],
  ]) {
    const { status, stderr } = spawnSync('git', args, { cwd: repository, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
  return repository;
}

/** The action with other defaults for where its services are; nothing else of it is changed. */
async function gateWithAddresses(folder: string, { sandbox, bundle }: ActOptions): Promise<string> {
  const gate = path.join(folder, 'gate');
  const from = process.env.GATE_BUNDLE;
  await cp(
    bundle ?? (from === undefined ? path.join(ROOT, 'dist') : path.dirname(from)),
    path.join(gate, 'dist'),
    { recursive: true },
  );
  const action = parseDocument(await readFile(path.join(ROOT, 'action.yml'), 'utf8'));
  for (const input of ['authority-host', 'resource-manager-endpoint', 'inference-hosts']) {
    action.setIn(['inputs', input, 'default'], sandbox.env[`INPUT_${input.toUpperCase()}`]);
  }
  await writeFile(path.join(gate, 'action.yml'), action.toString());
  return gate;
}

/** `OWNER/NAME@REF=FOLDER` for each action of the workflow but checkout, which act does itself. */
function localActions(workflow: string, gate: string): string[] {
  const found = new Map<string, string>();
  for (const [, owner = '', name = '', ref = ''] of workflow.matchAll(
    /uses: ([\w-]+)\/([\w-]+)(?:\/[\w/-]+)?@(\S+)/g,
  )) {
    const repository = `${owner}/${name}`;
    if (repository === 'actions/checkout') continue;
    const standIn = path.join(import.meta.dirname, 'stand-ins', name);
    found.set(`${repository}@${ref}`, repository === OURS ? gate : standIn);
  }
  return [...found].map(([repository, folder]) => `${repository}=${folder}`);
}

function token({ sandbox }: ActOptions): string {
  return sandbox.env['INPUT_GITHUB-TOKEN'] ?? '';
}

async function envFile(folder: string, { sandbox }: ActOptions, kept: string): Promise<string> {
  const { env } = sandbox;
  const passed = Object.entries(env).filter(
    ([name]) =>
      name === 'NODE_EXTRA_CA_CERTS' ||
      name.startsWith('ACTIONS_ID_TOKEN_') ||
      name.startsWith('GITHUB_REPOSITORY') ||
      ['GITHUB_API_URL', 'GITHUB_REF', 'GITHUB_ACTOR'].includes(name),
  );
  return file(
    folder,
    'env',
    lines({ ...Object.fromEntries(passed), ...fastClock(30), KEPT: kept }),
  );
}

async function file(folder: string, name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text, { mode: 0o600 });
  return path.join(folder, name);
}

function lines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function execute(
  act: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(act, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: RUN_LIMIT_MS,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}

async function readAll(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const at = path.join(entry.parentPath, entry.name);
    found[path.relative(folder, at)] = await readFile(at, 'utf8');
  }
  return found;
}
