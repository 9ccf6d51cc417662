import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../../src/domain/observation.ts';
import { MemoryAzure, refusal, SELF } from '../memory-azure.ts';
import { kinds, outcomes, plan, run, type RunOptions } from '../runs.ts';

const OPTIONS: RunOptions = { principals: [] };

function world(): MemoryAzure {
  const azure = new MemoryAzure();
  azure.addAccount('contoso');
  azure.assign('contoso', SELF, 'ServicePrincipal');
  return azure;
}

describe('regenerate-keys', () => {
  it('leaves Key2 as it is, and keys on, when Entra ID cannot be proven after Key1', async () => {
    const azure = world();
    azure.afterWrite = (write) => {
      if (write.endsWith('Key1')) azure.entraSays = () => known('role-missing');
    };
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['regenerate-keys failed', 'disable-keys blocked']);
    expect(made.changes[0]?.message).toContain('Key2 is as it was');
    expect(azure.accounts[0]).toMatchObject({
      keys: { Key1: 1, Key2: 0 },
      disableLocalAuth: undefined,
    });
  });

  it('not even with force', async () => {
    const azure = world();
    azure.afterWrite = (write) => {
      if (write.endsWith('Key1')) azure.entraSays = () => known('role-missing');
    };
    await run(azure, { ...OPTIONS, force: true });
    expect(azure.accounts[0]).toMatchObject({
      keys: { Key1: 1, Key2: 0 },
      disableLocalAuth: undefined,
    });
  });

  it('rides out an endpoint that is away for a moment', async () => {
    const azure = world();
    azure.afterWrite = (write) => {
      if (!write.endsWith('Key1')) return;
      const until = azure.time + 20_000;
      azure.entraSays = () =>
        azure.time < until ? unknown({ kind: 'network', message: 'Connection reset.' }) : undefined;
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual([
      'regenerate-keys done',
      'disable-keys done',
    ]);
  });

  it('repeats a request whose answer was lost', async () => {
    const azure = world();
    let lost = 2;
    azure.afterWrite = (write) => {
      if (write.endsWith('Key1') && lost > 0) {
        lost -= 1;
        throw refusal(0, '', 'network');
      }
    };
    expect(outcomes(await run(azure, OPTIONS))[0]).toBe('regenerate-keys done');
    expect(azure.accounts[0]?.keys).toEqual({ Key1: 3, Key2: 1 });
  });

  it('does not repeat what was refused', async () => {
    const azure = world();
    let asked = 0;
    azure.beforeWrite = (write) => {
      if (!write.startsWith('regenerate')) return;
      asked += 1;
      throw refusal(403, 'AuthorizationFailed', 'denied');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual([
      'regenerate-keys failed',
      'disable-keys blocked',
    ]);
    expect(asked).toBe(1);
  });

  it('is never planned for an account whose keys are off, nor without disable-keys', () => {
    const azure = world();
    expect(kinds(plan(azure, { ...OPTIONS, allow: ['regenerate-keys'] }))).toEqual([]);
    const account = azure.accounts[0];
    if (account) account.disableLocalAuth = true;
    expect(kinds(plan(azure, OPTIONS))).toEqual([]);
  });
});
