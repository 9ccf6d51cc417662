import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountId, projectId } from '../../sandbox/arm/ids.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { arbitraryWorld } from './support/arbitrary-world.ts';
import { armAs, namesOf, type Arm } from './support/session.ts';
import { at } from './support/wire.ts';

/** All pages of a list: names, and the text of every answer. */
async function all(arm: Arm, path: string): Promise<{ names: unknown[]; text: string }> {
  const names: unknown[] = [];
  let text = '';
  let next: unknown = path;
  while (typeof next === 'string') {
    const answer = await arm.get(next);
    names.push(...namesOf(answer));
    text += answer.text;
    next = at(answer.json, 'nextLink');
  }
  return { names, text };
}

describe('any world', () => {
  it('is served whole, page by page, and no stored key is ever answered to a reader', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryWorld('reader'), async (world) => {
        const sandbox = await startSandbox(world);
        try {
          const arm = await armAs(sandbox);
          const accounts = await all(
            arm,
            `${RESOURCE_IDS.subscription}/providers/Microsoft.CognitiveServices/accounts`,
          );
          expect(accounts.names).toEqual(world.accounts.map(({ name }) => name));
          let text = accounts.text;
          const owners = world.accounts.flatMap((account) => [
            { id: accountId(account), connections: account.connections },
            ...account.projects.map((project) => ({
              id: projectId(account, project),
              connections: project.connections,
            })),
          ]);
          for (const { id, connections } of owners) {
            const listed = await all(arm, `${id}/connections`);
            expect(listed.names).toEqual(connections.map(({ name }) => name));
            text += listed.text;
          }
          expect(text).not.toContain('stored-key-of-');
          expect(
            sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret),
          ).toEqual([]);
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 12 },
    );
  });
});
