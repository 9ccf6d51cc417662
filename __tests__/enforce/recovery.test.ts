import { describe, expect, it } from '@jest/globals';
import type { MemoryAzure } from './memory-azure.ts';
import { accountId, refusal, TEAM } from './memory-azure.ts';
import { kinds, outcomes, plan, run } from './runs.ts';
import { legacy, LEGACY_WRITES } from './worlds.ts';

/** From this write on nothing reaches Azure any more, as when the runner is taken away. */
function killAt(azure: MemoryAzure, position: number, when: 'before' | 'after'): void {
  const killed = (): never => {
    throw new Error('killed');
  };
  let gone = false;
  azure.beforeWrite = (_, index) => {
    if (gone || (when === 'before' && index >= position)) {
      gone = true;
      killed();
    }
  };
  azure.afterWrite = (_, index) => {
    if (when === 'after' && index >= position) {
      gone = true;
      killed();
    }
  };
}

function revive(azure: MemoryAzure): void {
  azure.beforeWrite = () => undefined;
  azure.afterWrite = () => undefined;
}

const positions = LEGACY_WRITES.flatMap((write, position) => [
  { write, position, when: 'before' as const },
  { write, position, when: 'after' as const },
]);

describe('a run that is killed', () => {
  it.each(positions)('$when "$write" is finished by the next run', async ({ position, when }) => {
    const whole = legacy();
    await run(whole);
    const azure = legacy();
    killAt(azure, position, when);
    await run(azure);
    const stopped = azure.writes.length;
    expect(stopped).toBe(when === 'before' ? position : position + 1);

    revive(azure);
    const made = await run(azure);
    expect(made.changes.every(({ status }) => status === 'done')).toBe(true);
    expect(kinds(plan(azure))).toEqual([]);
    expect(connectionsOf(azure)).toEqual(connectionsOf(whole));
    expect(azure.accounts[0]?.disableLocalAuth).toBe(true);
    expect(azure.assignments).toHaveLength(1);
    // Both keys are new whatever was regenerated before the kill.
    expect(Math.min(...Object.values(azure.accounts[0]?.keys ?? { none: 0 }))).toBeGreaterThan(0);
  });

  it.each(positions)('$when "$write" leaves nobody without access', async ({ position, when }) => {
    const azure = legacy();
    killAt(azure, position, when);
    await run(azure);
    const facts = azure.facts(accountId('contoso'));
    const off = azure.accounts[0]?.disableLocalAuth === true;
    const accepted = facts.entraProbe.known && facts.entraProbe.value[0]?.verdict === 'accepted';
    expect(off && !accepted).toBe(false);
  });
});

function connectionsOf(azure: MemoryAzure): unknown {
  return azure.connections.map(({ name, properties }) => ({ name, properties }));
}

describe('two runs at once', () => {
  it('end in the state that one run makes', async () => {
    const one = legacy();
    await run(one);
    const azure = legacy();
    const both = await Promise.all([run(azure), run(azure)]);
    expect(
      both.flatMap(outcomes).filter((outcome) => /failed|blocked|reverted/.test(outcome)),
    ).toEqual([]);
    expect(connectionsOf(azure)).toEqual(connectionsOf(one));
    expect(azure.assignments).toHaveLength(1);
    expect(azure.accounts[0]?.disableLocalAuth).toBe(true);
  });
});

describe('a storm of 429', () => {
  it('fails what it hits, blocks what needs it, and the next run finishes', async () => {
    const azure = legacy();
    azure.beforeWrite = () => {
      throw refusal(429, 'TooManyRequests', 'throttled');
    };
    const made = await run(azure);
    expect(azure.writes).toEqual([]);
    expect(made.changes.every(({ status }) => status === 'failed' || status === 'blocked')).toBe(
      true,
    );
    revive(azure);
    await run(azure);
    expect(azure.writes).toEqual(LEGACY_WRITES);
  });

  it('in the middle leaves what was made, and says so', async () => {
    const azure = legacy();
    azure.beforeWrite = (_, index) => {
      if (index >= 2) throw refusal(429, 'TooManyRequests', 'throttled');
    };
    expect(outcomes(await run(azure))).toEqual([
      'assign-role done',
      'convert-connection done',
      'convert-connection failed',
      'convert-connection failed',
      'regenerate-keys blocked',
      'disable-keys blocked',
    ]);
    expect(azure.writes).toEqual([`assign-role contoso ${TEAM}`, 'convert-connection contoso/own']);
  });
});
