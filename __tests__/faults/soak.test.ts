import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Fault, Sandbox } from '../../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { gateway, runGate, type GateRun } from '../scenarios/gate.ts';
import { carelessWrites } from './enforce-matrix.ts';
import { FAST } from './travel.ts';
import { badSentences, wrongTurns } from './verdicts.ts';

/** `LONG=1` for 200 runs in a row. */
const runs = Number(process.env.RUNS ?? (process.env.LONG === '1' ? 200 : 7));
const seed = process.env.FAULT_SEED ?? '1';

const inputs = {
  resources: RESOURCE_IDS.account,
  principals: `group:${IDS.developers}`,
  allow: 'set-subdomain, assign-role, convert-connection, regenerate-keys, disable-keys',
  'propagation-timeout': '5',
};

/** In [0, 1), the same for the same seed and name. */
function random(name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE(0) / 2 ** 32;
}

const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 412 },
  { kind: 'status', status: 401 },
  { kind: 'reset' },
  { kind: 'reset', afterWork: true },
  { kind: 'status', status: 502, afterWork: true },
  { kind: 'reset-mid-body' },
  { kind: 'truncated-json' },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'large' },
];

/** One request in twelve meets a fault. */
function disturb(sandbox: Sandbox, run: number): void {
  let request = 0;
  sandbox.faults.choose = () => {
    request += 1;
    const name = `${run} ${request}`;
    if (random(name) > 1 / 12) return undefined;
    return FAULTS[Math.floor(random(`${name} which`) * FAULTS.length)];
  };
}

/** What was done by hand between two runs, so that there is something to do again. */
function undo({ world }: Sandbox, run: number): void {
  const [account] = world.accounts;
  const connection = account?.connections[0];
  if (!account || !connection) throw new Error('the world has an account with a connection');
  switch (run % 4) {
    case 1:
      account.properties.disableLocalAuth = false;
      break;
    case 2:
      connection.authType = 'ApiKey';
      connection.credentials = { key: 'put-back-by-hand-2c9f11d0' };
      account.properties.disableLocalAuth = false;
      break;
    default:
  }
}

describe(`${runs} runs in a row against one sandbox with faults`, () => {
  const told: string[] = [];
  afterAll(() => {
    if (process.env.LONG === '1') process.stdout.write(`${told.join('\n')}\n`);
  });

  it('end where they should: compliant, nothing left to write, nothing leaked', async () => {
    await using sandbox = await gateway(legacyWorld('enforce'));
    const wrong: string[] = [];
    const go = (mode: string): Promise<GateRun> =>
      runGate(sandbox, { ...inputs, mode }, { env: FAST });
    const count = { check: 0, enforce: 0, ok: 0, faults: 0, requests: 0 };
    let early = 0;
    for (let run = 1; run <= runs; run += 1) {
      const mode = run % 2 === 0 ? 'check' : 'enforce';
      count[mode] += 1;
      const without = mode === 'check' ? await go('check') : undefined;
      sandbox.log.length = 0;
      disturb(sandbox, run);
      const { report, code, ...rest } = await go(mode);
      sandbox.faults.clear();
      if (code === 0) count.ok += 1;
      count.requests += sandbox.log.length;
      count.faults += sandbox.log.filter(({ fault }) => fault !== undefined).length;
      const found =
        mode === 'check'
          ? [
              ...wrongTurns(without?.report ?? report, report),
              ...sandbox.log.filter(({ write }) => write).map(({ path }) => `check wrote ${path}`),
            ]
          : [...carelessWrites(sandbox.log)];
      found.push(...badSentences({ ...rest, report }, []));
      wrong.push(...found.map((text) => `run ${run} (${mode}, seed ${seed}): ${text}`));
      // Half of the time what is left is for the next enforce, faults and all.
      if (run < runs - 4) undo(sandbox, run);
      if (run === Math.ceil(runs / 5)) early = heapMiB();
    }
    expect(wrong).toEqual([]);

    const healed = await go('enforce');
    expect(healed.code).toBe(0);
    expect(healed.report.compliant).toBe(true);
    sandbox.log.length = 0;
    const again = await go('enforce');
    expect(again.code).toBe(0);
    expect(sandbox.log.filter(({ write }) => write)).toEqual([]);

    // The clients are gone, and so are their connections.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const late = heapMiB();
    told.push(
      `${count.enforce} enforce, ${count.check} check, ${count.ok} of them with exit code 0; ${count.faults} faults in ${count.requests} requests; heap ${early} MiB after a fifth, ${late} MiB at the end; ${sandbox.openSockets} sockets open`,
    );
    expect(sandbox.openSockets).toBe(0);
    if (runs >= 100) expect(late).toBeLessThan(early + 64);
  }, 7_200_000);
});

function heapMiB(): number {
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
