import { execFile } from 'node:child_process';

/**
 * The subscription that the session of the Azure CLI works in, which is where a person expects a name to be looked
 * up; `undefined` when there is no session.
 */
export function sessionSubscription(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'az',
      ['account', 'show', '--query', 'id', '--output', 'tsv'],
      // On Windows `az` is a batch file, which only a shell starts.
      { env, shell: process.platform === 'win32', timeout: 30_000 },
      (error, stdout) => {
        const id = stdout.trim();
        resolve(error || !/^[0-9a-f-]{36}$/i.test(id) ? undefined : id);
      },
    );
  });
}
