import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sandbox } from '../../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import type { Change } from '../../src/domain/change.ts';
import { arbitraryWorld } from '../sandbox/support/arbitrary-world.ts';
import { gateway, runGate } from './gate.ts';

/** `LONG=1` for many worlds; a few in each run. */
const numRuns = process.env.LONG === '1' ? 200 : 6;
const inputs = {
  resources: RESOURCE_IDS.resourceGroup,
  principals: `group:${IDS.developers}`,
  allow: 'set-subdomain, assign-role, convert-connection, regenerate-keys, disable-keys',
  'max-changes': '500',
  'propagation-timeout': '1',
};

/** What a change writes, as `METHOD path`, in lower case; of keys once for each of the two. */
function writesOf({ kind, resource, status }: Change): readonly string[] {
  if (status !== 'done') return [];
  const id = resource.toLowerCase();
  switch (kind) {
    case 'assign-role':
      return [`PUT ${id}/providers/microsoft.authorization/roleassignments`];
    case 'convert-connection':
      return [`PUT ${id}`];
    case 'regenerate-keys':
      return [`POST ${id}/regeneratekey`, `POST ${id}/regeneratekey`];
    case 'set-subdomain':
    case 'disable-keys':
      return [`PATCH ${id}`];
  }
}

function written(sandbox: Sandbox): readonly string[] {
  return sandbox.log
    .filter(({ write, service }) => write && service === 'arm')
    .map(
      ({ method, path }) =>
        `${method} ${path.toLowerCase().replace(/(\/roleassignments)\/.*$/, '$1')}`,
    )
    .sort();
}

describe('over generated worlds', () => {
  it('enforce writes what plan printed and nothing else, and a second run writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryWorld('enforce'), async (world) => {
        await using sandbox = await gateway(world);
        const plan = await runGate(sandbox, { ...inputs, mode: 'plan' });
        expect(written(sandbox)).toEqual([]);
        const made = await runGate(sandbox, {
          ...inputs,
          mode: 'enforce',
          'approved-plan': plan.outputs['plan-digest'] ?? '',
        });
        const lines = made.report.changes.flatMap(writesOf).sort();
        expect(written(sandbox)).toEqual(lines);
        // Nothing that plan did not print.
        const planned = new Set(
          plan.report.changes.map(({ kind, resource }) => `${kind} ${resource.toLowerCase()}`),
        );
        for (const { kind, resource, status } of made.report.changes) {
          if (status === 'done') expect(planned).toContain(`${kind} ${resource.toLowerCase()}`);
        }
        sandbox.log.length = 0;
        await runGate(sandbox, { ...inputs, mode: 'enforce' });
        expect(written(sandbox)).toEqual([]);
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('two runs at once end as one run would, and no connection loses what it had', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryWorld('enforce'), async (world) => {
        await using sandbox = await gateway(world);
        const kept = () =>
          JSON.stringify(
            world.accounts.map(({ connections, projects }) =>
              [...connections, ...projects.flatMap((project) => project.connections)].map(
                ({ name, category, target, metadata, isSharedToAll }) => ({
                  name,
                  category,
                  target,
                  metadata,
                  isSharedToAll,
                }),
              ),
            ),
          );
        const before = kept();
        await Promise.all([
          runGate(sandbox, { ...inputs, mode: 'enforce' }),
          runGate(sandbox, { ...inputs, mode: 'enforce' }),
        ]);
        expect(kept()).toBe(before);
        sandbox.log.length = 0;
        await runGate(sandbox, { ...inputs, mode: 'enforce' });
        expect(written(sandbox)).toEqual([]);
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
  }, 3_600_000);
});
