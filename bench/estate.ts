import { fork } from 'node:child_process';
import path from 'node:path';
import { NODE, runAsRunner, type RunnerResult } from '../scripts/run-as-runner.ts';
import type { EstateRequest, RequestCount } from './estate-sandbox.ts';

export interface EstateRun {
  readonly result: RunnerResult;
  readonly wallMs: number;
  readonly requests: RequestCount;
  /** Largest resident set of the action, in MiB. */
  readonly peakMiB: number;
}

/** Audits a generated estate as a scheduled workflow would, by its management group. */
export async function auditEstate(
  request: EstateRequest,
  inputs: Readonly<Record<string, string>> = {},
  extraEnv: Readonly<Record<string, string>> = {},
): Promise<EstateRun> {
  const child = fork(
    path.join(import.meta.dirname, 'estate-sandbox.ts'),
    [JSON.stringify(request)],
    {
      execPath: NODE,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => {
        resolve(message as T);
      });
      child.once('exit', () => {
        reject(new Error('the sandbox ended'));
      });
    });
  try {
    const { env } = await next<{ env: Record<string, string> }>();
    const started = performance.now();
    const result = await runAsRunner({
      inputs: {
        resources: '/providers/Microsoft.Management/managementGroups/estate',
        'fail-on': 'never',
        scan: 'off',
        ...inputs,
      },
      env: { ...env, ...extraEnv },
    });
    const wallMs = performance.now() - started;
    child.send('count');
    const { count } = await next<{ count: RequestCount }>();
    return { result, wallMs, requests: count, peakMiB: result.peakMiB };
  } finally {
    child.disconnect();
  }
}
