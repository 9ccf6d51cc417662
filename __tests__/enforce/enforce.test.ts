import { describe, expect, it } from '@jest/globals';
import { accountId, MemoryAzure, SELF, TEAM } from './memory-azure.ts';
import { kinds, outcomes, plan, run } from './runs.ts';

/** An account as it is found: keys on, one key connection of a project, the team without a role. */
function legacy(): MemoryAzure {
  const azure = new MemoryAzure();
  azure.groups.set(TEAM, [SELF]);
  azure.addAccount('contoso', { projects: [{ name: 'p1' }] });
  azure.addKeyConnection(
    accountId('contoso').child('projects', 'p1'),
    'project',
    'aoai',
    'contoso',
  );
  return azure;
}

describe('enforce', () => {
  it('makes every change of the plan, in order, and finds nothing left to do', async () => {
    const azure = legacy();
    expect(kinds(plan(azure))).toEqual([
      'assign-role',
      'convert-connection',
      'regenerate-keys',
      'disable-keys',
    ]);
    const made = await run(azure);
    expect(outcomes(made)).toEqual([
      'assign-role done',
      'convert-connection done',
      'regenerate-keys done',
      'disable-keys done',
    ]);
    expect(azure.writes).toEqual([
      `assign-role contoso ${TEAM}`,
      'convert-connection p1/aoai',
      'regenerate contoso Key1',
      'regenerate contoso Key2',
      'disable-keys contoso',
    ]);
    expect(kinds(plan(azure))).toEqual([]);
  });
});
