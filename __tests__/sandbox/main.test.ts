import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { at } from './support/wire.ts';

const MAIN = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

/** Starts the command, hands its first output to `use`, ends it, and returns its exit code. */
async function run(
  args: readonly string[],
  use: (output: string) => Promise<void>,
): Promise<unknown> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const first = await Promise.race([
    new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      }),
    ),
    ended.then(() => errors),
  ]);
  try {
    await use(first);
  } finally {
    child.kill('SIGTERM');
  }
  return ended;
}

interface Started {
  readonly env: Record<string, string>;
  readonly urls: Record<string, string>;
  readonly caFile: string;
}

describe('npm run sandbox', () => {
  it('prints how to point the action, the SDKs and az at it, and ends clean', async () => {
    let caFile = '';
    const code = await run(['--world', 'legacy'], (output) => {
      for (const text of [
        'NODE_EXTRA_CA_CERTS',
        'INPUT_AUTHORITY-HOST',
        'az cloud register',
        'az login',
        'contoso-ai at https://127.0.0.1:',
      ]) {
        expect(output).toContain(text);
      }
      caFile = /Certificate\s+(\S+)/.exec(output)?.[1] ?? '';
      expect(existsSync(caFile)).toBe(true);
      return Promise.resolve();
    });
    expect([code, existsSync(caFile)]).toEqual([0, false]);
  });

  it('is watched and steered from another process', async () => {
    await run(
      ['--world', 'compliant', '--json', '--behaviour', '{"pageSize":3}'],
      async (output) => {
        const started = JSON.parse(output) as Started;
        const ca = await readFile(started.caFile);
        const control = (method: string, path: string, body?: unknown): Promise<unknown> =>
          new Promise((resolve, reject) => {
            const sent = request(
              `${started.urls.control ?? ''}/_sandbox/${path}`,
              { method, ca, agent: false },
              (response) => {
                let text = '';
                response.on('data', (chunk: Buffer) => {
                  text += chunk.toString();
                });
                response.on('end', () => {
                  resolve(JSON.parse(text));
                });
              },
            );
            sent.on('error', reject);
            sent.end(body === undefined ? undefined : JSON.stringify(body));
          });
        expect(await control('GET', 'env')).toEqual(started.env);
        expect(at(await control('GET', 'behaviour'), 'pageSize')).toBe(3);
        expect(at(await control('PATCH', 'behaviour', { pageSize: 5 }), 'pageSize')).toBe(5);
        expect(at(await control('GET', 'world'), 'accounts', 0, 'name')).toBe('contoso-ai');
        expect(at(await control('POST', 'clock', { advanceMs: 5_000 }), 'offsetMs')).toBe(5_000);
        expect(await control('POST', 'faults', { kind: 'status', status: 500 })).toEqual({ id: 1 });
        expect(await control('DELETE', 'faults')).toEqual({});
        expect(await control('POST', 'latency', { ms: 1 })).toEqual({});
        expect(await control('GET', 'log')).toEqual([]);
        expect(Array.isArray(await control('GET', 'secrets'))).toBe(true);
        expect(at(await control('GET', 'nothing'), 'message')).toBe('No such control.');
      },
    );
  });

  it('serves a world from a file, and says what is wrong with its options', async () => {
    const file = join(tmpdir(), `world-${process.pid}.json`);
    await writeFile(file, JSON.stringify(compliantWorld()));
    await run(['--world', file, '--json'], (output) => {
      expect(JSON.parse(output)).toHaveProperty('urls.arm');
      return Promise.resolve();
    });
    await rm(file);
    const code = await run(['--wrold', 'x'], (output) => {
      expect(output).toContain('--world NAME|FILE');
      return Promise.resolve();
    });
    expect(code).toBe(1);
  });
});
