import { spawnSync } from 'node:child_process';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { compliantWorld } from '../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { NODE, runAsRunner } from '../scripts/run-as-runner.ts';
import { median, sequentialRoundTrips, show, type Figure } from './figures.ts';

/**
 * What the README publishes, as ratios to a bound taken in the same run, so that the speed of the machine
 * cancels out. Ends with 1 when a figure is over its bound.
 */
const RUNS = 11;
const LATENCY_MS = 50;

const figures: Figure[] = [];
await start();
await oneAccount();
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
      bound: 4,
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
