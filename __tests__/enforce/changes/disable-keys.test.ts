import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../../src/domain/observation.ts';
import { SignInError } from '../../../src/azure/errors.ts';
import { accountId, MemoryAzure, refusal, SELF } from '../memory-azure.ts';
import { outcomes, run, type RunOptions } from '../runs.ts';

const OPTIONS: RunOptions = { allow: ['disable-keys'], principals: [] };

function world(): MemoryAzure {
  const azure = new MemoryAzure();
  azure.addAccount('contoso');
  azure.assign('contoso', SELF, 'ServicePrincipal');
  return azure;
}

describe('disable-keys', () => {
  it('is done when it reads back, Entra ID works and the endpoint refuses keys', async () => {
    const azure = world();
    azure.keyDelayMs = 90_000;
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['disable-keys done']);
    const measured = Number(/refuses keys after (\d+) s/.exec(made.changes[0]?.message ?? '')?.[1]);
    expect(measured).toBeGreaterThanOrEqual(90);
    expect(measured).toBeLessThan(120);
  });

  it('is done, and says what to expect, when the gateway lags behind for longer than the timeout', async () => {
    const azure = world();
    azure.keyDelayMs = 7_200_000;
    const made = await run(azure, { ...OPTIONS, propagationTimeoutMs: 600_000 });
    expect(outcomes(made)).toEqual(['disable-keys done']);
    expect(made.changes[0]?.message).toContain('several hours');
    expect(azure.time).toBeGreaterThanOrEqual(600_000);
    expect(azure.time).toBeLessThan(660_000);
  });

  it('switches keys on again when Entra ID stops working with them', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['disable-keys reverted']);
    expect(azure.writes).toEqual(['disable-keys contoso', 'enable-keys contoso']);
    expect(azure.accounts[0]?.disableLocalAuth).toBe(false);
  });

  it('switches keys on again when Entra ID stops working only once the gateway knows', async () => {
    const azure = world();
    azure.keyDelayMs = 120_000;
    azure.afterWrite = () => {
      const flip = azure.time + 120_000;
      azure.entraSays = (account) =>
        account.disableLocalAuth === true && azure.time >= flip ? known('role-missing') : undefined;
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys reverted']);
  });

  it('does not switch keys on again for one odd answer', async () => {
    const azure = world();
    let odd = 1;
    azure.entraSays = (account) =>
      account.disableLocalAuth === true && odd-- > 0 ? known('role-missing') : undefined;
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys done']);
    expect(azure.writes).toEqual(['disable-keys contoso']);
  });

  it.each([
    { what: 'the network', says: unknown({ kind: 'network', message: 'No route.' }) },
    { what: 'a firewall', says: known('network-refused' as const) },
    { what: 'throttling', says: known('throttled' as const) },
  ])(
    'never takes $what for an identity answer: fails, names the state and the way back',
    async ({ says }) => {
      const azure = world();
      azure.entraSays = (account) => (account.disableLocalAuth === true ? says : undefined);
      const made = await run(azure, OPTIONS);
      expect(outcomes(made)).toEqual(['disable-keys failed']);
      expect(made.changes[0]?.message).toContain('"disableLocalAuth":false');
      expect(made.changes[0]?.message).not.toContain('..');
      expect(azure.writes).toEqual(['disable-keys contoso']);
    },
  );

  it('tries to switch keys on again for as long as it may', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    let refusals = 5;
    azure.beforeWrite = (write) => {
      if (write.startsWith('enable') && refusals-- > 0)
        throw refusal(429, 'TooManyRequests', 'throttled');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys reverted']);
  });

  it('says loudly when keys cannot be switched on again', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    azure.modifyPolicySetsKeysOff = true;
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['disable-keys failed']);
    expect(made.changes[0]?.message).toContain('could NOT be switched on again');
    expect(made.changes[0]?.message).toContain('policy');
  });

  it('counts what reads back when the answer to the change was lost', async () => {
    const azure = world();
    azure.afterWrite = () => {
      throw refusal(0, '', 'network');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys done']);
  });

  it('verifies and switches back even when the answer to the change was lost', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    azure.afterWrite = (write) => {
      if (write.startsWith('disable')) throw refusal(0, '', 'network');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys reverted']);
  });

  it('waits for a change that Azure took and whose end could not be asked for, and verifies it', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    const { clock, writer } = azure.ports();
    let endsAt = Infinity;
    const made = await run(azure, OPTIONS, {
      clock: {
        ...clock,
        sleep: async (ms) => {
          await clock.sleep(ms);
          if (azure.time < endsAt) return;
          endsAt = Infinity;
          await writer.setLocalAuthDisabled(accountId('contoso'), true);
        },
      },
      writer: {
        ...writer,
        setLocalAuthDisabled: (id, disabled) => {
          if (!disabled) return writer.setLocalAuthDisabled(id, disabled);
          endsAt = azure.time + 30_000;
          return Promise.reject(refusal(503, 'ServiceUnavailable', 'unavailable'));
        },
      },
    });
    expect(outcomes(made)).toEqual(['disable-keys reverted']);
    expect(azure.accounts[0]?.disableLocalAuth).toBe(false);
  });

  it('waits for nothing where Azure refuses the change', async () => {
    const azure = world();
    azure.beforeWrite = () => {
      throw refusal(403, 'RequestDisallowedByPolicy', 'denied');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys failed']);
    expect(azure.time).toBe(0);
  });

  it('goes on watching when one question with a made-up key is lost', async () => {
    const azure = world();
    azure.keyDelayMs = 60_000;
    azure.entraSays = (account) =>
      account.disableLocalAuth === true && azure.time >= 60_000 ? known('role-missing') : undefined;
    let lost = 1;
    const { prober } = azure.ports();
    const made = await run(azure, OPTIONS, {
      prober: {
        ...prober,
        key: (...asked) =>
          lost-- > 0
            ? Promise.resolve(unknown({ kind: 'timeout', message: 'It did not answer.' }))
            : prober.key(...asked),
      },
    });
    expect(outcomes(made)).toEqual(['disable-keys reverted']);
  });

  it('switches keys on again when the token is turned away until the time is over, in whatever words', async () => {
    const azure = world();
    const { prober } = azure.ports();
    const forbidden = {
      request: 'POST /openai/deployments/gpt/chat/completions',
      host: 'contoso.openai.azure.com',
      status: 403,
      answer: 'Forbidden: Access to this resource is forbidden.',
      verdict: 'undecided' as const,
    };
    const made = await run(azure, OPTIONS, {
      prober: {
        ...prober,
        entra: (...asked) =>
          azure.accounts[0]?.disableLocalAuth === true
            ? Promise.resolve(known([forbidden]))
            : prober.entra(...asked),
      },
    });
    expect(outcomes(made)).toEqual(['disable-keys reverted']);
    expect(azure.time).toBeGreaterThanOrEqual(600_000);
  });

  it('switches keys on again although signing in failed meanwhile', async () => {
    const azure = world();
    azure.entraBreaksWithoutKeys = true;
    let failures = 2;
    azure.beforeWrite = (write) => {
      if (write.startsWith('enable') && failures-- > 0) {
        throw new SignInError({ message: 'Entra did not answer in time.' });
      }
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['disable-keys reverted']);
  });

  it('fails when the property does not stay as it was set', async () => {
    const azure = world();
    const { writer } = azure.ports();
    const made = await run(azure, OPTIONS, {
      writer: {
        ...writer,
        setLocalAuthDisabled: async (id, disabled) => {
          await writer.setLocalAuthDisabled(id, disabled);
          return writer.setLocalAuthDisabled(id, false);
        },
      },
    });
    expect(outcomes(made)).toEqual(['disable-keys failed']);
    // By then what Azure took would show.
    expect(azure.time).toBeGreaterThanOrEqual(60_000);
    expect(azure.time).toBeLessThan(90_000);
    expect(made.changes[0]?.message).toContain('reads back false');
  });

  it('is unchanged when somebody switched them off meanwhile', async () => {
    const azure = world();
    const made = await run(azure, OPTIONS, {
      observe: (id) => {
        const [account] = azure.accounts;
        if (account) account.disableLocalAuth = true;
        return Promise.resolve(azure.facts(id));
      },
    });
    expect(outcomes(made)).toEqual(['disable-keys unchanged']);
    expect(azure.writes).toEqual([]);
  });

  it('does not ask the endpoint when the probe is off', async () => {
    const azure = world();
    const asked: string[] = [];
    const made = await run(
      azure,
      { ...OPTIONS, probe: 'off', force: true },
      {
        prober: {
          entra: () => Promise.resolve((asked.push('entra'), known([]))),
          key: () => Promise.resolve((asked.push('key'), known([]))),
        },
      },
    );
    expect(outcomes(made)).toEqual(['disable-keys done']);
    expect(asked).toEqual([]);
  });
});
