import { fork } from 'node:child_process';
import path from 'node:path';
import { NODE } from '../scripts/run-as-runner.ts';
import type { Asked, WorldRequest } from './sandbox-process.ts';

export interface Beside {
  /** What a job's environment adds to talk to it. */
  readonly env: Readonly<Record<string, string>>;
  /** What was asked since the last call. */
  readonly asked: () => Promise<Asked>;
}

/** Does the work with a sandbox beside it, in a process of its own that ends with the work. */
export async function withSandbox<T>(
  request: WorldRequest,
  work: (sandbox: Beside) => Promise<T>,
): Promise<T> {
  const child = fork(
    path.join(import.meta.dirname, 'sandbox-process.ts'),
    [JSON.stringify(request)],
    { execPath: NODE, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => {
      reject(new Error('the sandbox ended'));
    });
  });
  ended.catch(() => undefined);
  const message = <M>(): Promise<M> =>
    new Promise((resolve) => {
      child.once('message', (content) => {
        resolve(content as M);
      });
    });
  const next = <M>(): Promise<M> => Promise.race([message<M>(), ended]);
  try {
    const { env } = await next<{ env: Record<string, string> }>();
    return await work({
      env,
      asked: async () => {
        child.send('asked');
        return (await next<{ asked: Asked }>()).asked;
      },
    });
  } finally {
    child.disconnect();
  }
}
