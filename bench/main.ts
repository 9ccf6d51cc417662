import { spawnSync } from 'node:child_process';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { compliantWorld } from '../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { NODE, runAsRunner } from '../scripts/run-as-runner.ts';
import { auditEstate } from './estate.ts';
import { scanFigures } from './scan.ts';
import { median, sequentialRoundTrips, show, type Figure } from './figures.ts';

/**
 * What the README publishes, as ratios to a bound taken in the same run, so that the speed of the machine
 * cancels out. Ends with 1 when a figure is over its bound. `npm run bench -- estate` takes minutes and is
 * not in the short run.
 */
const RUNS = 11;
const LATENCY_MS = 50;

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
  const sandbox = await startSandbox(compliantWorld());
  try {
    const empty: number[] = [];
    const first: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      empty.push(emptyScript());
      sandbox.log.length = 0;
      const started = Date.now();
      await check(sandbox);
      first.push((sandbox.log[0]?.at ?? Number.NaN) - started);
    }
    figures.push({
      name: 'start to first request, times an empty script',
      value: median(first) / median(empty),
      bound: 3,
      unit: 'x',
    });
  } finally {
    await sandbox.close();
  }
}

/** Wall time against an empty script and the round trips that cannot run side by side. */
async function oneAccount(): Promise<void> {
  const sandbox = await startSandbox(compliantWorld(), { latencyMs: LATENCY_MS });
  try {
    const empty: number[] = [];
    const walls: number[] = [];
    let roundTrips = 0;
    let requests = 0;
    for (let run = 0; run < RUNS; run += 1) {
      empty.push(emptyScript());
      sandbox.log.length = 0;
      const started = performance.now();
      await check(sandbox);
      walls.push(performance.now() - started);
      roundTrips = sequentialRoundTrips(
        sandbox.log.map(({ at }) => at),
        LATENCY_MS,
      );
      requests = sandbox.log.length;
    }
    figures.push(
      { name: 'one account: sequential round trips', value: roundTrips, bound: 5, unit: '' },
      {
        name: `one account: wall, times (empty script + round trips x ${LATENCY_MS} ms), ${requests} requests`,
        value: median(walls) / (median(empty) + roundTrips * LATENCY_MS),
        bound: 1.3,
        unit: 'x',
      },
    );
  } finally {
    await sandbox.close();
  }
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
      value: thousand.wallMs / ideal(thousand.requests.total),
      bound: 1.5,
      unit: 'x',
    },
    {
      name: '1,000 accounts: requests for each, with probes',
      value: thousand.requests.total / 1_000,
      bound: 7,
      unit: '',
    },
    {
      name: '1,000 accounts: requests for each, without probes',
      value: unprobed.requests.total / 1_000,
      bound: 4,
      unit: '',
    },
    {
      name: 'twice the accounts: times the time',
      value: thousand.wallMs / half.wallMs,
      bound: 2,
      unit: 'x',
    },
    {
      name: 'every tenth answer a 429: times the time',
      value: storm.wallMs / thousand.wallMs,
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
      value: Math.round(many.peakMiB),
      bound: 300,
      unit: '',
    },
  );
}

async function check(sandbox: Sandbox): Promise<void> {
  const { code, stdout } = await runAsRunner({
    inputs: {
      resources: RESOURCE_IDS.account,
      principals: `group:${IDS.developers}`,
      scan: 'off',
    },
    env: sandbox.env,
  });
  if (code !== 0) throw new Error(`the check ended with ${code ?? 'no code'}:\n${stdout}`);
}

function emptyScript(): number {
  const started = performance.now();
  spawnSync(NODE, ['--input-type=module', '--eval', '']);
  return performance.now() - started;
}
