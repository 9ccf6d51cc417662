import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface RunnerOptions {
  /** Inputs of the step, by the names of `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the environment of the job adds: OIDC variables, CA file, event, ... */
  readonly env: Readonly<Record<string, string>>;
  /** The checked-out repository. Default: an empty folder. */
  readonly workspace?: string;
  /** The event's payload, for `GITHUB_EVENT_PATH`. */
  readonly event?: unknown;
  /** Default: what `GATE_BUNDLE` names, else the checked-in bundle. */
  readonly bundle?: string;
  readonly onOutput?: (text: string) => void;
  /** Called with the process, e.g. to end it half-way. */
  readonly onStart?: (kill: (signal?: NodeJS.Signals) => void) => void;
}

export interface RunnerResult {
  /** `null` when the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** From its start to its end, in milliseconds. */
  readonly wallMs: number;
  /** Largest resident set of the process in MiB; 0 where the system does not tell. */
  readonly peakMiB: number;
  /** The JSON report as written; `undefined` when there is none. */
  readonly report: unknown;
  /** The SARIF log as written; `undefined` when there is none. */
  readonly sarif: unknown;
  /** The text of every file that the run left behind: summary, outputs, report, SARIF and all else, by path. */
  readonly files: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, '..');
/** Node 24, the runtime of the action, from the project's own dependencies. */
export const NODE = path.join(root, 'node_modules/.bin/node');

/**
 * Runs the bundle as GitHub's runner does: with the environment alone, no arguments, and files for
 * summary and outputs. Nothing of the caller's environment but `PATH` and `HOME` reaches it.
 */
export async function runAsRunner(options: RunnerOptions): Promise<RunnerResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-run-'));
  try {
    const temp = path.join(folder, 'temp');
    const workspace = options.workspace ?? path.join(folder, 'workspace');
    await mkdir(temp);
    await mkdir(workspace, { recursive: true });
    const files = { summary: path.join(folder, 'summary.md'), output: path.join(folder, 'output') };
    await writeFile(files.summary, '');
    await writeFile(files.output, '');
    const eventPath = path.join(folder, 'event.json');
    await writeFile(eventPath, JSON.stringify(options.event ?? {}));
    const env: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_OUTPUT: files.output,
      GITHUB_EVENT_PATH: eventPath,
      RUNNER_TEMP: temp,
      ...options.env,
    };
    for (const [name, value] of Object.entries(options.inputs)) {
      env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value;
    }
    const started = Date.now();
    const { code, stdout, stderr, wallMs, peakMiB } = await execute(
      options.bundle ?? process.env.GATE_BUNDLE ?? path.join(root, 'dist/index.js'),
      env,
      workspace,
      options,
    );
    const outputs = readOutputs(await readFile(files.output, 'utf8'));
    return {
      code,
      stdout,
      stderr,
      wallMs,
      peakMiB,
      summary: await readFile(files.summary, 'utf8'),
      outputs,
      report: await readJson(outputs.report),
      sarif: await readJson(outputs.sarif),
      files: Object.assign(
        await filesIn(folder),
        options.workspace === undefined ? {} : await filesIn(options.workspace, started),
      ),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(
  bundle: string,
  env: Record<string, string>,
  cwd: string,
  options: RunnerOptions,
): Promise<Pick<RunnerResult, 'code' | 'stdout' | 'stderr' | 'wallMs' | 'peakMiB'>> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(NODE, [bundle], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    options.onStart?.((signal = 'SIGKILL') => child.kill(signal));
    let stdout = '';
    let stderr = '';
    let peakMiB = 0;
    // The kernel keeps the peak while the process lives; looked at often, because it ends on its own.
    const watch = setInterval(() => {
      readFile(`/proc/${child.pid ?? 0}/status`, 'utf8').then(
        (status) => {
          peakMiB = Math.max(peakMiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
        },
        () => undefined,
      );
    }, 100);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      options.onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onOutput?.(text);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr, wallMs: performance.now() - started, peakMiB });
    });
  });
}

/** `NAME<<DELIMITER`, lines, `DELIMITER`: the form in which @actions/core writes outputs. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined) continue;
    const end = lines.indexOf(delimiter ?? '', at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

/** @param since epoch milliseconds: files that were last written before are left out */
async function filesIn(folder: string, since = 0): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts: Record<string, string> = {};
  for (const entry of entries.filter((found) => found.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await stat(file)).mtimeMs >= since) texts[file] = await readFile(file, 'utf8');
  }
  return texts;
}

async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined || file === '') return undefined;
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
}
