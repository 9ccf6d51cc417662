import { rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { World } from '../../sandbox/world.ts';
import { gateway, runGate } from './gate.ts';

/** What a run says of a changed world, with the report of the legacy world as its baseline. */
async function afterwards(change: (world: World) => void) {
  const baseline = path.join(os.tmpdir(), `known-${process.pid}-${Math.random()}.json`);
  await using first = await gateway(legacyWorld());
  const { report } = await runGate(first, { 'fail-on': 'never' });
  await writeFile(baseline, JSON.stringify(report));
  try {
    const world = legacyWorld();
    change(world);
    await using second = await gateway(world);
    return await runGate(second, { baseline, 'fail-on': 'warning' });
  } finally {
    await rm(baseline);
  }
}

describe('a run with the report of an earlier one as its baseline', () => {
  it('is green while nothing is new', async () => {
    const run = await afterwards(() => undefined);
    expect(run.of('assign-to-groups')).toMatchObject([{ status: 'fail', known: true }]);
    expect(run.code).toBe(0);
  });

  it('is not green when another person holds the role of the one that was known', async () => {
    const run = await afterwards((world) => {
      for (const assignment of world.roleAssignments) {
        if (assignment.principalId === IDS.grace) assignment.principalId = IDS.ada;
      }
    });
    const [finding] = run.of('assign-to-groups');
    expect(finding?.status).toBe('fail');
    expect(finding?.known).toBeUndefined();
    expect(run.code).toBe(1);
  });
});
