import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_VERSIONS, armRequests, githubRequests, probeRoutes } from './declared-requests.ts';
import { wrongOfEnforce } from './enforce-matrix.ts';
import { FAULT_KINDS, LOST_ANSWERS } from './fault-kinds.ts';
import { ENFORCE, WORKSPACE } from './journeys.ts';
import {
  allCells,
  nameOf,
  sample,
  shuffle,
  travelAll,
  wrongOf,
  type Cell,
  type Travelled,
} from './matrix.ts';
import { inPool } from './pool.ts';
import { passedIn } from './progress.ts';

/** `LONG=1`: every kind of request with every fault. Else each kind once and each fault at least once. */
const long = process.env.LONG === '1';
/** Other pairs each day, so that many days meet all of them; a failure names its seed. */
const seed = Number(process.env.FAULT_SEED ?? Math.floor(Date.now() / 86_400_000));
/** `CELLS`: a regular expression over the names of cells, to run one again. */
const only = new RegExp(process.env.CELLS ?? '');
/** `CELLS_AT_ONCE`: most of a cell is waiting, so a machine of one's own bears more. */
const atOnce = Number(process.env.CELLS_AT_ONCE ?? 8);
/** `CELLS_PASSED`: a file that keeps the names of cells that passed, so that a long run can be taken up again. */
const passed = passedIn(process.env.CELLS_PASSED);

let travelled: readonly Travelled[] = [];
let cells: readonly Cell[] = [];
beforeAll(async () => {
  travelled = await travelAll();
  cells = allCells(travelled);
}, 120_000);
afterAll(() => rm(WORKSPACE, { recursive: true, force: true }));

async function wrongIn(
  chosen: readonly Cell[],
  wrongOfOne: (cell: Cell) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  await inPool(
    chosen
      .map((cell) => ({ cell, name: nameOf(cell) }))
      .filter(({ name }) => only.test(name) && !passed.has(name)),
    atOnce,
    async ({ cell, name }) => {
      const found = await wrongOfOne(cell);
      if (found.length > 0) wrong.push(`${name} (seed ${seed})\n  ${found.join('\n  ')}`);
      else passed.add(name);
    },
  );
  return wrong;
}

describe('the kinds of requests that meet faults', () => {
  const kinds = (): readonly string[] => cells.map(({ kind }) => kind);

  it.each(armRequests().map(({ at, pattern }) => [at, pattern] as const))(
    'hold the one to Azure Resource Manager at %s',
    (_, pattern) => {
      expect(kinds().some((kind) => pattern.test(kind)) ? [] : [pattern.source]).toEqual([]);
    },
  );

  it.each(probeRoutes().map(({ at, pattern }) => [at, pattern] as const))(
    'hold the probe at %s',
    (_, pattern) => {
      expect(kinds().some((kind) => pattern.test(kind)) ? [] : [pattern.source]).toEqual([]);
    },
  );

  it.each(githubRequests().map(({ at, pattern }) => [at, pattern] as const))(
    'hold the one to GitHub in %s',
    (_, pattern) => {
      expect(kinds().some((kind) => pattern.test(kind)) ? [] : [pattern.source]).toEqual([]);
    },
  );

  it('hold every API version, and those of signing in', () => {
    for (const version of API_VERSIONS) {
      expect([version, kinds().some((kind) => kind.split(' ').includes(version))]).toEqual([
        version,
        true,
      ]);
    }
    for (const service of ['oidc', 'entra', 'inference', 'github']) {
      expect([service, kinds().some((kind) => kind.startsWith(`${service} `))]).toEqual([
        service,
        true,
      ]);
    }
  });

  it('are each met by every fault in the long form, and each fault is met in the short one', () => {
    const faults = [...FAULT_KINDS, ...LOST_ANSWERS].map(({ name }) => name);
    for (const start of [0, 1, 2, 50, seed]) {
      const chosen = sample(cells, start);
      expect(new Set(chosen.map(({ kind }) => kind))).toEqual(new Set(kinds()));
      expect(new Set(chosen.map(({ fault }) => fault.name))).toEqual(new Set(faults));
    }
  });
});

describe('each fault at each kind of request', () => {
  const chosen = (): readonly Cell[] => (long ? shuffle(cells, seed) : sample(cells, seed));

  it('leaves a check its right verdict, or unknown in words a person understands', async () => {
    const ofChecks = chosen().filter(({ of }) => of.journey !== ENFORCE);
    expect(await wrongIn(ofChecks, wrongOf)).toEqual([]);
  }, 7_200_000);

  it('leads enforce to no careless write and no untrue word, and the next run finishes', async () => {
    const ofEnforce = chosen().filter(({ of }) => of.journey === ENFORCE);
    expect(await wrongIn(ofEnforce, wrongOfEnforce)).toEqual([]);
  }, 7_200_000);
});
