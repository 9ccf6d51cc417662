import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { estateWorld } from '../../sandbox/worlds/estate.ts';
import { gateway, runGate } from './gate.ts';

const SHARDS = 3;
const estate = {
  resources: '/providers/Microsoft.Management/managementGroups/estate',
  probe: 'off',
  'fail-on': 'never',
};

/** Of one subscription, with nothing in its accounts. */
const estateOf = (accounts: number) =>
  estateWorld({ subscriptions: 1, accounts, projectsPerAccount: 0, connectionsPerAccount: 0 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gate-shards-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an estate in shards', () => {
  it('judges each account once, and the merged report is that of one run', async () => {
    const world = () =>
      estateWorld({
        subscriptions: 3,
        accounts: 12,
        projectsPerAccount: 1,
        connectionsPerAccount: 2,
        legacyEvery: 3,
      });
    await using sandbox = await gateway(world());
    const whole = await runGate(sandbox, estate);
    expect(whole.report.resources).toHaveLength(12);
    expect(whole.report.coverage).toEqual({ seen: 12, judged: 12, unknown: 0 });

    const seen: string[] = [];
    for (let index = 1; index <= SHARDS; index += 1) {
      const shard = `${index}/${SHARDS}`;
      const { report } = await runGate(sandbox, { ...estate, shard });
      expect(report.shard).toBe(shard);
      seen.push(...report.resources.map(({ id }) => id));
      await writeFile(path.join(folder, `shard-${index}.json`), JSON.stringify(report));
    }
    expect(seen.sort()).toEqual(whole.report.resources.map(({ id }) => id).sort());

    sandbox.log.length = 0;
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': folder });
    expect(sandbox.log).toEqual([]);
    expect(merged.code).toBe(1);
    expect(merged.report.resources).toEqual(whole.report.resources);
    expect(merged.report.findings).toEqual(whole.report.findings);
  });

  it('know what a baseline knows, as the whole run would', async () => {
    const baseline = path.join(folder, '../baseline.json');
    await using sandbox = await gateway(estateOf(1));
    const earlier = await runGate(sandbox, { resources: '', 'merge-reports': folder });
    await writeFile(baseline, JSON.stringify(earlier.report));
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': folder, baseline });
    expect(merged.code).toBe(0);
    const failing = merged.report.findings.filter(({ status }) => status === 'fail');
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.every(({ known }) => known)).toBe(true);
    const planned = await runGate(sandbox, {
      mode: 'plan',
      resources: '',
      'merge-reports': folder,
    });
    expect(planned.code).toBe(1);
    expect(planned.stdout).toContain(
      'mode: "plan" is not usable: check, where merge-reports is set',
    );
  });

  it('does not pass when the report of a shard is missing', async () => {
    await rm(path.join(folder, 'shard-2.json'));
    await using sandbox = await gateway(estateOf(1));
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': folder });
    expect(merged.code).toBe(1);
    expect(
      merged.report.findings.some(
        ({ resource, status }) => resource === 'shard 2/3' && status === 'unknown',
      ),
    ).toBe(true);
  });

  it('does not pass when the report of a shard was left behind by a run of another day', async () => {
    await using sandbox = await gateway(estateOf(2));
    const legs = path.join(folder, 'legs');
    await mkdir(legs);
    for (const [shard, hoursAgo] of [
      ['1/2', 23],
      ['2/2', 25],
    ] as const) {
      const { report } = await runGate(sandbox, { ...estate, 'fail-on': 'error', shard });
      const ended = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
      const file = path.join(legs, `${shard.replace('/', '-')}.json`);
      await writeFile(file, JSON.stringify({ ...report, startedAt: ended, finishedAt: ended }));
    }
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': legs });
    await rm(legs, { recursive: true });
    expect(merged.code).toBe(1);
    expect(merged.report.compliant).toBe(false);
    expect(merged.summary).toContain('more than a day ago');
    const unjudged = merged.report.findings.filter(({ status }) => status === 'unknown');
    expect([...new Set(unjudged.map(({ resource }) => resource))]).toEqual(['shard 2/2']);
  });

  it('does not pass when the report of a shard was left behind by another run of the same day', async () => {
    await using sandbox = await gateway(estateOf(2));
    const legs = path.join(folder, 'runs');
    await mkdir(legs);
    const merge = async (older: string) => {
      for (const [shard, run, id] of [
        ['1/2', 'older', older],
        ['2/2', 'newer', '5002'],
      ] as const) {
        const { report } = await runGate(
          sandbox,
          { ...estate, 'fail-on': 'error', shard },
          { env: { GITHUB_RUN_ID: id } },
        );
        await writeFile(path.join(legs, `${run}.json`), JSON.stringify(report));
      }
      return runGate(sandbox, { resources: '', 'merge-reports': legs });
    };
    const mixed = await merge('5001');
    expect(mixed.code).toBe(1);
    expect(mixed.summary).toContain('workflow run 5001');
    const unjudged = mixed.report.findings.filter(({ status }) => status === 'unknown');
    expect([...new Set(unjudged.map(({ resource }) => resource))]).toEqual(['shard 1/2']);
    // Legs that are started again keep the id of their run.
    const again = await merge('5002');
    await rm(legs, { recursive: true });
    expect(again.summary).toContain('Merged from 2 of 2 shards');
  });

  it('does not pass a shard of an estate in which no account can be seen', async () => {
    await using sandbox = await gateway(estateOf(0));
    const run = await runGate(sandbox, { ...estate, 'fail-on': 'error', shard: '2/3' });
    expect(run.code).toBe(1);
    expect(run.report.compliant).toBe(false);
    expect(run.of('keys-disabled')[0]?.evidence).toContain('No account was found');
  });

  it('takes no report of a plan for one of a check', async () => {
    await using sandbox = await gateway(estateOf(1));
    const planned = await runGate(sandbox, { ...estate, mode: 'plan' });
    const file = path.join(folder, 'planned.json');
    await writeFile(file, JSON.stringify(planned.report));
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': file });
    await rm(file);
    expect(merged.code).toBe(1);
    expect(merged.stdout).toContain('reports of mode check; this one is of plan');
  });

  it('names a file that is no report', async () => {
    await writeFile(path.join(folder, 'other.json'), '{"version":1}');
    await using sandbox = await gateway(estateOf(1));
    const merged = await runGate(sandbox, { resources: '', 'merge-reports': folder });
    expect(merged.code).toBe(1);
    expect(merged.stdout).toContain('other.json');
  });
});
