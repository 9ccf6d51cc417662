import { afterEach, describe, expect, it } from '@jest/globals';
import { untilCancelled } from '../../src/pipeline/cancellation.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
const added = (signal: (typeof SIGNALS)[number]) =>
  process.listeners(signal).filter((listener) => !before.get(signal)?.includes(listener));

afterEach(() => {
  for (const signal of SIGNALS) for (const listener of added(signal)) process.off(signal, listener);
});

describe('a run', () => {
  it('leaves no listener behind when it ends by itself', async () => {
    const ended = await untilCancelled(
      () => undefined,
      () => Promise.resolve('made'),
    );
    expect(ended).toEqual({ result: 'made', cancelled: false });
    expect(SIGNALS.flatMap(added)).toEqual([]);
  });

  it('leaves none behind when it fails', async () => {
    const work = () => Promise.reject(new Error('no'));
    await expect(untilCancelled(() => undefined, work)).rejects.toThrow('no');
    expect(SIGNALS.flatMap(added)).toEqual([]);
  });

  it('that is cancelled outlives the next signal of the runner, so that it can publish', async () => {
    const lines: string[] = [];
    const ended = await untilCancelled(
      (line) => lines.push(line),
      (cancelled) => {
        process.emit('SIGINT');
        return Promise.resolve(cancelled.aborted);
      },
    );
    expect(ended).toEqual({ result: true, cancelled: true });
    // With a listener the signal does not end the process.
    expect(added('SIGTERM')).toHaveLength(1);
    process.emit('SIGTERM');
    expect(lines).toHaveLength(1);
  });
});
