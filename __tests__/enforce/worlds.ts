import type { MemoryAzure } from './memory-azure.ts';
import { accountId, hubId, MemoryAzure as Azure, SELF, TEAM } from './memory-azure.ts';

/** An account as it is found: keys on, a key connection each of itself, a project and a hub, the team without a role. */
export function legacy(): MemoryAzure {
  const azure = new Azure();
  azure.groups.set(TEAM, [SELF]);
  const account = accountId('contoso');
  azure.addAccount('contoso', { projects: [{ name: 'p1' }] });
  azure.hubs.push({ name: 'hub', kind: 'Hub' });
  azure.addKeyConnection(account, 'account', 'own', 'contoso');
  azure.addKeyConnection(account.child('projects', 'p1'), 'project', 'aoai', 'contoso');
  azure.addKeyConnection(hubId('hub'), 'hub', 'shared', 'contoso');
  return azure;
}

/** What `enforce` writes in that world, in order, when every kind is allowed. */
export const LEGACY_WRITES: readonly string[] = [
  `assign-role contoso ${TEAM}`,
  'convert-connection contoso/own',
  'convert-connection p1/aoai',
  'convert-connection hub/shared',
  'regenerate contoso Key1',
  'regenerate contoso Key2',
  'disable-keys contoso',
];
