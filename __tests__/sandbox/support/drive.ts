import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../../sandbox/index.ts';

/**
 * Runs a driver of `drivers/` in a process of its own, with nothing but the environment that a job has,
 * and returns the JSON that it prints. The SDKs in it are used as anybody would use them.
 */
export async function drive(sandbox: Sandbox, name: string, ...args: string[]): Promise<unknown> {
  const file = fileURLToPath(new URL(`../drivers/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH ?? '', ...sandbox.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output) as unknown;
}
