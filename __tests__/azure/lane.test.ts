import { describe, expect, it } from '@jest/globals';
import { Lane } from '../../src/azure/lane.ts';

/** A lane on a clock that stands still until it is moved on. */
function lane(ceiling: number) {
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const made = new Lane(ceiling, {
    now: () => now,
    random: () => 0,
    sleep: (ms) => new Promise((wake) => sleepers.push({ until: now + ms, wake })),
  });
  const sent: string[] = [];
  return {
    lane: made,
    sent,
    ask: (bucket: string, count = 1): void => {
      for (let asked = 0; asked < count; asked += 1) {
        void made.enter(bucket).then(() => sent.push(bucket));
      }
    },
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    passes: async (ms: number): Promise<void> => {
      now += ms;
      for (const sleeper of sleepers.splice(0)) {
        if (sleeper.until <= now) sleeper.wake();
        else sleepers.push(sleeper);
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a lane', () => {
  it('lets no more through at once than its ceiling', async () => {
    const { lane: made, ask, sent, settle } = lane(2);
    ask('a', 5);
    await settle();
    expect(sent).toHaveLength(2);
    made.leave('a');
    await settle();
    expect(sent).toHaveLength(3);
  });

  it('takes subscriptions in turn, so that a long queue of one does not hold up another', async () => {
    const { lane: made, ask, sent, settle } = lane(1);
    ask('a', 3);
    ask('b', 1);
    for (let answered = 0; answered < 3; answered += 1) {
      await settle();
      made.leave(sent.at(-1) ?? '');
    }
    await settle();
    expect(sent.indexOf('b')).toBeLessThan(3);
    expect(sent).toHaveLength(4);
  });

  it('sends nothing to a subscription until the time it named, and goes on with others', async () => {
    const { lane: made, ask, sent, settle, passes } = lane(4);
    made.throttled('a', 0, 5_000, true);
    ask('a');
    ask('b');
    await settle();
    expect(sent).toEqual(['b']);
    await passes(4_999);
    expect(sent).toEqual(['b']);
    await passes(1);
    expect(sent).toEqual(['b', 'a']);
  });

  it('sends half as much at once after a refusal, and more again after answers', async () => {
    const { lane: made, ask, sent, settle } = lane(8);
    made.throttled('a', 0, 0, false);
    ask('a', 20);
    await settle();
    expect(sent).toHaveLength(4);
    for (let answer = 0; answer < 4; answer += 1) made.answered('a');
    await settle();
    expect(sent).toHaveLength(5);
  });

  it('takes refusals of requests that were on their way together for one sign', async () => {
    const { lane: made, ask, sent, settle, passes } = lane(8);
    await passes(100);
    for (let refusal = 0; refusal < 8; refusal += 1) made.throttled('a', 50, 100, false);
    ask('a', 20);
    await settle();
    expect(sent).toHaveLength(4);
  });

  it('keeps its pace after a time that the service named, and halves it when that was too soon', async () => {
    const { lane: made, ask, sent, settle, passes } = lane(8);
    const refuseAll = async (until: number): Promise<void> => {
      made.throttled('a', until - 10, until, true);
      for (let left = 0; left < 8; left += 1) made.leave('a');
      ask('a', 8);
      await passes(10);
    };
    ask('a', 8);
    await settle();
    made.answered('a');
    await refuseAll(10);
    expect(sent).toHaveLength(8 + 8);
    await refuseAll(20);
    expect(sent).toHaveLength(8 + 8 + 4);
  });

  it('stops a bucket whose quota is spent, without sending less at once afterwards', async () => {
    const { lane: made, ask, sent, settle, passes } = lane(8);
    made.pause('a', 1_000);
    ask('a', 8);
    await settle();
    expect(sent).toEqual([]);
    await passes(1_000);
    expect(sent).toHaveLength(8);
  });
});
