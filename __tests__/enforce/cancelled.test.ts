import { describe, expect, it } from '@jest/globals';
import type { Ports } from '../../src/enforce/ports.ts';
import { MemoryAzure, refusal, SELF } from './memory-azure.ts';
import { outcomes, run } from './runs.ts';
import { legacy } from './worlds.ts';

const NOT_STARTED = 'Not started: the run was cancelled. Run enforce again to go on.';

/** A run that is cancelled at its first pause, in which it would stay for ever. */
function cancelledWhileWaiting(azure: MemoryAzure): Pick<Ports, 'cancelled' | 'clock'> {
  const controller = new AbortController();
  return {
    cancelled: controller.signal,
    clock: {
      now: () => azure.time,
      sleep: () => {
        controller.abort();
        return new Promise(() => undefined);
      },
    },
  };
}

describe('a cancelled enforce', () => {
  it('starts nothing, and says how to go on', async () => {
    const azure = legacy();
    const { changes } = await run(azure, {}, { cancelled: AbortSignal.abort() });
    expect(azure.writes).toEqual([]);
    expect(new Set(changes.map(({ status, message }) => `${status} ${message}`))).toEqual(
      new Set([`blocked ${NOT_STARTED}`]),
    );
  });

  it('does not wait for a role to take effect, and leaves the rest', async () => {
    const azure = legacy();
    azure.assignmentDelayMs = 300_000;
    const made = await run(azure, {}, cancelledWhileWaiting(azure));
    expect(outcomes(made)[0]).toBe('assign-role failed');
    expect(made.changes[0]?.message).toContain('cancelled');
    expect(made.changes.slice(1).map(({ message }) => message)).toContain(NOT_STARTED);
    expect(azure.writes).toHaveLength(1);
  });

  it('switches keys on again when Entra ID stopped working, however often Azure refuses at first', async () => {
    const azure = new MemoryAzure();
    azure.addAccount('contoso');
    azure.assign('contoso', SELF, 'ServicePrincipal');
    azure.entraBreaksWithoutKeys = true;
    const controller = new AbortController();
    const slept: number[] = [];
    let refusals = 2;
    azure.beforeWrite = (write) => {
      if (write.startsWith('disable-keys')) controller.abort();
      if (write.startsWith('enable-keys') && refusals-- > 0) {
        throw refusal(409, 'AnotherOperationInProgress');
      }
    };
    const { clock } = azure.ports();
    const made = await run(
      azure,
      { allow: ['disable-keys'], principals: [] },
      {
        cancelled: controller.signal,
        clock: {
          ...clock,
          sleep: (ms) => {
            slept.push(ms);
            return clock.sleep(ms);
          },
        },
      },
    );
    expect(outcomes(made)).toEqual(['disable-keys reverted']);
    expect(azure.writes).toEqual(['disable-keys contoso', 'enable-keys contoso']);
    // It paused between its tries to go back, and for nothing else.
    expect(slept).toHaveLength(2);
  });
});
