import path from 'node:path';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { runAsRunner } from '../scripts/run-as-runner.ts';
import { auditEstate } from './estate.ts';
import { scanFigures } from './scan.ts';
import { median, sequentialRoundTrips, show, type Figure } from './figures.ts';
import { withSandbox, type Beside } from './with-sandbox.ts';

/**
 * What the README publishes, as ratios to a bound taken in the same run, so that the speed of the machine
 * cancels out. Ends with 1 when a figure is over its bound. `npm run bench -- estate` takes minutes and is
 * not in the short run.
 */
const RUNS = 11;
const LATENCY_MS = 50;
const EMPTY = path.join(import.meta.dirname, 'empty.mjs');

const figures: Figure[] = [];
const parts: Readonly<Record<string, () => Promise<void>>> = {
  start,
  account: oneAccount,
  scan: async () => {
    figures.push(...(await scanFigures()));
  },
  estate,
};
const asked = process.argv.slice(2);
for (const part of asked.length > 0 ? asked : ['start', 'account', 'scan']) await parts[part]?.();
for (const figure of figures) console.log(show(figure));
process.exitCode = figures.every(({ value, bound }) => value <= bound) ? 0 : 1;

/** From the start of the process to the first request that reaches a server, TLS included. */
async function start(): Promise<void> {
  await withSandbox({ latencyMs: 0 }, async (sandbox) => {
    const empty: number[] = [];
    const first: number[] = [];
    await repeat(async () => {
      empty.push(await emptyScript());
      const started = Date.now();
      await check(sandbox);
      first.push(((await sandbox.asked()).arrivals[0] ?? Number.NaN) - started);
    }, [empty, first]);
    figures.push({
      name: 'start to first request, times an empty script',
      value: median(first) / median(empty),
      bound: 3,
      unit: 'x',
    });
  });
}

/** Wall time against an empty script and the round trips that cannot run side by side. */
async function oneAccount(): Promise<void> {
  await withSandbox({ latencyMs: LATENCY_MS }, async (sandbox) => {
    const empty: number[] = [];
    const walls: number[] = [];
    const roundTrips: number[] = [];
    let requests = 0;
    await repeat(async () => {
      empty.push(await emptyScript());
      walls.push(await check(sandbox));
      const { arrivals } = await sandbox.asked();
      roundTrips.push(sequentialRoundTrips(arrivals, LATENCY_MS));
      requests = arrivals.length;
    }, [empty, walls, roundTrips]);
    figures.push(
      {
        name: 'one account: sequential round trips',
        value: median(roundTrips),
        bound: 5,
        unit: '',
      },
      {
        name: `one account: wall, times (empty script + round trips x ${LATENCY_MS} ms), ${requests} requests`,
        value: median(walls) / (median(empty) + median(roundTrips) * LATENCY_MS),
        bound: 1.3,
        unit: 'x',
      },
    );
  });
}

/** Some runs more than are counted: a service that was just started is slower than one that is used. */
async function repeat(run: () => Promise<void>, counted: readonly number[][]): Promise<void> {
  for (let warming = 0; warming < 3; warming += 1) await run();
  for (const numbers of counted) numbers.length = 0;
  for (let count = 0; count < RUNS; count += 1) await run();
}

/** A thousand accounts in twenty subscriptions, then five thousand, as a scheduled audit sees them. */
async function estate(): Promise<void> {
  const concurrency = 16;
  const shape = {
    subscriptions: 20,
    projectsPerAccount: 2,
    connectionsPerAccount: 6,
    legacyEvery: 5,
  };
  const run = (
    accounts: number,
    more: Partial<Parameters<typeof auditEstate>[0]> = {},
    probe = 'on',
  ) => auditEstate({ estate: { ...shape, accounts }, latencyMs: LATENCY_MS, ...more }, { probe });
  const ideal = (requests: number): number => (requests * LATENCY_MS) / concurrency;

  const thousand = await run(1_000);
  const half = await run(500);
  const unprobed = await run(1_000, {}, 'off');
  const storm = await run(1_000, {
    behaviour: { throttleEvery: 10, throttleRetryAfterSeconds: 1 },
  });
  const many = await run(5_000, { latencyMs: 2 }, 'off');
  const judged = (output: Readonly<Record<string, string>>): number => Number(output.resources);
  figures.push(
    {
      name: '1,000 accounts: wall, times (requests x 50 ms / concurrency)',
      value: thousand.result.wallMs / ideal(thousand.asked.arrivals.length),
      bound: 1.5,
      unit: 'x',
    },
    {
      name: '1,000 accounts: requests for each, with probes',
      value: thousand.asked.arrivals.length / 1_000,
      bound: 7,
      unit: '',
    },
    {
      name: '1,000 accounts: requests for each, without probes',
      value: unprobed.asked.arrivals.length / 1_000,
      bound: 4,
      unit: '',
    },
    {
      name: 'twice the accounts: times the time',
      value: thousand.result.wallMs / half.result.wallMs,
      bound: 2,
      unit: 'x',
    },
    {
      name: 'every tenth answer a 429: times the time',
      value: storm.result.wallMs / thousand.result.wallMs,
      bound: 2,
      unit: 'x',
    },
    {
      name: 'every tenth answer a 429: accounts lost',
      value: 1_000 - judged(storm.result.outputs) + Number(storm.result.outputs.unknown),
      bound: 0,
      unit: '',
    },
    {
      name: '5,000 accounts: largest resident set in MiB',
      value: Math.round(many.result.peakMiB),
      bound: 300,
      unit: '',
    },
  );
}

/** @returns milliseconds */
async function check({ env }: Beside): Promise<number> {
  const { code, stdout, wallMs } = await runAsRunner({
    inputs: {
      resources: RESOURCE_IDS.account,
      principals: `group:${IDS.developers}`,
      scan: 'off',
    },
    env,
  });
  if (code !== 0) throw new Error(`the check ended with ${code ?? 'no code'}:\n${stdout}`);
  return wallMs;
}

/** Started in the same way as the action. @returns milliseconds */
async function emptyScript(): Promise<number> {
  return (await runAsRunner({ bundle: EMPTY, inputs: {}, env: {} })).wallMs;
}
