import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const CALL_LIMIT_MS = 60_000;

export interface AzAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An `az` of this machine with a configuration folder of its own, so that no session of a person is touched. */
export class Az {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>> & { readonly PATH: string };
  /** Gone with `close`. */
  readonly folder: string;

  private constructor(command: string, folder: string, caFile: string) {
    this.command = command;
    this.folder = folder;
    this.environment = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      AZURE_CONFIG_DIR: path.join(folder, 'az'),
      REQUESTS_CA_BUNDLE: caFile,
      AZURE_CORE_COLLECT_TELEMETRY: 'no',
      AZURE_CORE_NO_COLOR: '1',
      AZURE_CORE_SURVEY_MESSAGE: 'no',
      // Keeps az from asking login.microsoftonline.com about an authority it does not know.
      AZURE_CORE_INSTANCE_DISCOVERY: 'false',
      AZURE_EXTENSION_DIR: path.join(os.homedir(), '.azure', 'cliextensions'),
    };
  }

  static async open(command: string, caFile: string): Promise<Az> {
    return new Az(command, await mkdtemp(path.join(os.tmpdir(), 'real-clients-az-')), caFile);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  run(args: readonly string[]): Promise<AzAnswer> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.command, [...args, '--only-show-errors'], {
        env: this.environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: CALL_LIMIT_MS,
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** The answer as JSON. @throws AzError when az fails */
  async json(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run([...args, '--output', 'json']);
    if (code !== 0) throw new AzError(args, code, stderr);
    return stdout.trim() === '' ? undefined : (JSON.parse(stdout) as unknown);
  }

  /** What az says when it must fail. @throws Error when it does not */
  async refusal(...args: string[]): Promise<string> {
    const { code, stderr } = await this.run(args);
    if (code === 0) throw new Error(`az ${args.slice(0, 3).join(' ')} succeeded`);
    return stderr;
  }
}

export class AzError extends Error {
  readonly stderr: string;

  constructor(args: readonly string[], code: number | null, stderr: string) {
    super(`az ${args.slice(0, 4).join(' ')} ended with ${String(code)}: ${stderr.trim()}`);
    this.stderr = stderr;
  }
}
