import type { Account, Connection, Project, World } from '../world.ts';
import { baseWorld, openAiConnection, toJob, type Rights } from './base.ts';
import { IDS } from './ids.ts';

export interface EstateOptions {
  readonly subscriptions: number;
  /** In all subscriptions together. */
  readonly accounts: number;
  readonly projectsPerAccount: number;
  /** Of an account and its projects together. */
  readonly connectionsPerAccount: number;
  /** Every n-th account still has its keys; 0: none. */
  readonly legacyEvery?: number;
  readonly rights?: Rights;
}

/**
 * A management group with many subscriptions and accounts. Projects and connections come into being when
 * they are first looked at, so that thousands of accounts cost little.
 */
export function estateWorld(options: EstateOptions): World {
  const world = baseWorld('none');
  const { subscriptions: count, rights = 'check' } = options;
  world.managementGroups.push({ name: 'estate', displayName: 'Estate', parent: 'contoso' });
  world.subscriptions = Array.from({ length: count }, (_, index) => ({
    id: subscriptionAt(index),
    displayName: `team-${index + 1}`,
    tenantId: IDS.tenant,
    managementGroup: 'estate',
  }));
  world.resourceGroups = world.subscriptions.map(({ id }) => ({
    subscriptionId: id,
    name: 'rg-ai',
    location: 'swedencentral',
  }));
  world.accounts = Array.from({ length: options.accounts }, (_, index) => account(index, options));
  world.signIn.subscriptionId = subscriptionAt(0);
  const scope = '/providers/Microsoft.Management/managementGroups/estate';
  const roles =
    rights === 'none'
      ? []
      : ['Reader', ...(rights === 'reader' ? [] : ['Cognitive Services OpenAI User'])];
  for (const role of roles) {
    world.roleAssignments.push(toJob(role, scope));
  }
  world.roleAssignments.push({
    scope,
    role: 'Cognitive Services User',
    principalId: IDS.developers,
    principalType: 'Group',
  });
  return world;
}

function subscriptionAt(index: number): string {
  return `5b5ce000-1111-4222-8333-${String(index + 1).padStart(12, '0')}`;
}

function account(index: number, options: EstateOptions): Account {
  const name = `team-ai-${String(index + 1).padStart(5, '0')}`;
  const subscriptionId = subscriptionAt(index % options.subscriptions);
  const legacy =
    options.legacyEvery !== undefined && options.legacyEvery > 0
      ? index % options.legacyEvery === 0
      : false;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/${name}`;
  const connection = (label: string): Connection =>
    openAiConnection(label, legacy ? 'ApiKey' : 'AAD', id);
  const inProjects = Math.min(options.projectsPerAccount, options.connectionsPerAccount);
  let projects: Project[] | undefined;
  let connections: Connection[] | undefined;
  return {
    subscriptionId,
    resourceGroup: 'rg-ai',
    name,
    kind: 'AIServices',
    location: 'swedencentral',
    properties: {
      customSubDomainName: name,
      ...(legacy ? {} : { disableLocalAuth: true }),
      publicNetworkAccess: 'Enabled',
      allowProjectManagement: true,
    },
    deployments: [
      { name: 'gpt-4o', model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' } },
    ],
    get projects() {
      return (projects ??= Array.from({ length: options.projectsPerAccount }, (_, number) => ({
        name: `project-${number + 1}`,
        connections: number < inProjects ? [connection(`models-${number + 1}`)] : [],
      })));
    },
    get connections() {
      return (connections ??= Array.from(
        { length: options.connectionsPerAccount - inProjects },
        (_, number) => connection(`shared-${number + 1}`),
      ));
    },
  };
}
