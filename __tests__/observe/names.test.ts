import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { NODE } from '../../scripts/run-as-runner.ts';
import type { Names } from '../../src/azure/readers/names.ts';

/** The sandbox's directory answers at its control plane's address. */
async function names(
  graphAllowed: boolean,
  objectIds: readonly string[],
): Promise<Names | undefined> {
  const sandbox = await startSandbox(compliantWorld(), { behaviour: { graphAllowed } });
  try {
    const { tenantId, clientId } = sandbox.world.signIn;
    const { stdout } = await promisify(execFile)(
      NODE,
      [
        '__tests__/observe/drivers/names.ts',
        sandbox.urls.arm,
        sandbox.urls.entra,
        tenantId,
        clientId,
        ...objectIds,
      ],
      { env: { PATH: process.env.PATH, ...sandbox.env } },
    );
    const found = JSON.parse(stdout) as [string, { name: string; gone: boolean }][] | null;
    return found ? new Map(found) : undefined;
  } finally {
    await sandbox.close();
  }
}

describe('display names', () => {
  it('are those of the directory when Microsoft Graph allows, and tell who is gone', async () => {
    const gone = '99990000-1111-4222-8333-000000000001';
    const found = await names(true, [IDS.developers, gone]);
    expect(found?.get(IDS.developers)).toEqual({ name: 'ai-developers', gone: false });
    expect(found?.get(gone)).toMatchObject({ gone: true });
  });

  it('are left out, and nothing else is lost, when it does not', async () => {
    expect(await names(false, [IDS.developers])).toBeUndefined();
  });
});
