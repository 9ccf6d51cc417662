import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Names } from '../../src/azure/readers/names.ts';
import { Directory } from '../../src/observe/directory.ts';

/** A directory that knows everybody, and what it was asked for. */
function directory(refusesFrom = Number.POSITIVE_INFINITY): {
  readonly asked: string[][];
  readonly directory: Directory;
} {
  const asked: string[][] = [];
  return {
    asked,
    directory: new Directory(async (ids) => {
      asked.push([...ids]);
      const answer: Names | undefined =
        asked.length >= refusesFrom
          ? undefined
          : new Map(ids.map((id) => [id, { name: `Name of ${id}`, gone: false }]));
      await new Promise((resolve) => setImmediate(resolve));
      return answer;
    }),
  };
}

describe('display names for many accounts', () => {
  it('are asked for once each, those wanted meanwhile together', async () => {
    const { asked, directory: names } = directory();
    const first = names.names(['a']);
    await Promise.resolve();
    const rest = [['a', 'b'], ['c', 'B'], ['b']].map((ids) => names.names(ids));
    expect([...(await first).keys()]).toEqual(['a']);
    expect((await Promise.all(rest)).map((found) => [...found.keys()])).toEqual([
      ['a', 'b'],
      ['c', 'b'],
      ['b'],
    ]);
    expect(asked).toEqual([['a'], ['b', 'c']]);
  });

  it('are whole for each account, and no principal is asked for twice', async () => {
    const wanted = fc.array(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 5 }),
      {
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(wanted, fc.scheduler(), async (accounts, scheduler) => {
        const { asked, directory: names } = directory();
        const answers = accounts.map((ids) =>
          scheduler.schedule(Promise.resolve()).then(() => names.names(ids)),
        );
        await scheduler.waitIdle();
        const found = await Promise.all(answers);
        found.forEach((map, index) => {
          expect(new Set(map.keys())).toEqual(new Set(accounts[index]));
        });
        expect(new Set(asked.flat()).size).toBe(asked.flat().length);
      }),
      { numRuns: 100 },
    );
  });

  it('are not asked for again where the directory refused', async () => {
    const { asked, directory: names } = directory(1);
    expect(await Promise.all([names.names(['a']), names.names(['b'])])).toEqual([
      new Map(),
      new Map(),
    ]);
    expect(await names.names(['c'])).toEqual(new Map());
    expect(asked).toHaveLength(1);
  });
});
