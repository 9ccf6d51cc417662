import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import type { Report } from '../../src/domain/report.ts';
import { arbitraryWorld } from '../sandbox/support/arbitrary-world.ts';
import { gateway, runGate, type GateRun } from '../scenarios/gate.ts';
import { faultPlan } from './arbitrary-faults.ts';
import { FAST } from './travel.ts';
import { badSentences, wrongTurns } from './verdicts.ts';

/** `LONG=1`, or `RUNS`, for many worlds; a few in each run. */
const numRuns = Number(process.env.RUNS ?? (process.env.LONG === '1' ? 300 : 3));

describe('a check under faults', () => {
  it('finds of every resource what it finds without them, or says that it does not know', async () => {
    let unknown = 0;
    let same = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryWorld('check'),
        faultPlan,
        fc.constantFrom(
          RESOURCE_IDS.resourceGroup,
          RESOURCE_IDS.subscription,
          RESOURCE_IDS.account.replace('contoso-ai', 'ai-0'),
        ),
        async (world, faults, resources) => {
          await using sandbox = await gateway(world);
          const inputs = { resources, principals: `group:${IDS.developers}\nuser:${IDS.ada}` };
          const check = (): Promise<GateRun> => runGate(sandbox, inputs, { env: FAST });
          const without = await check();
          for (const fault of faults) sandbox.faults.add(fault);
          const faulty = await check();
          expect([0, 1]).toContain(faulty.code);
          expect(badSentences(faulty, without.report.findings)).toEqual([]);
          const report = faulty.report as Report | undefined;
          if (!report) {
            expect(faulty.code).toBe(1);
            return;
          }
          expect(wrongTurns(without.report, report)).toEqual([]);
          if (faulty.code === 0) expect(without.code).toBe(0);
          if (JSON.stringify(report.findings) === JSON.stringify(without.report.findings))
            same += 1;
          else unknown += 1;
        },
      ),
      { numRuns },
    );
    // The plans must bite, and not only bite.
    if (numRuns >= 50) {
      expect(unknown).toBeGreaterThan(numRuns / 10);
      expect(same).toBeGreaterThan(0);
    }
  }, 7_200_000);
});
