import type { World } from '../world.ts';
import { aiAccount, baseWorld, openAiConnection, type Rights } from './base.ts';
import { IDS, RESOURCE_IDS } from './ids.ts';

/**
 * The resource of a team that started with keys: they are on, connections of account, project and hub
 * store them, a single user holds a role, and somebody read the keys this week.
 */
export function legacyWorld(rights: Rights = 'enforce'): World {
  const world = baseWorld(rights);
  world.accounts.push(
    aiAccount('contoso-ai', {
      properties: {
        customSubDomainName: 'contoso-ai',
        publicNetworkAccess: 'Enabled',
        networkAcls: { defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
        allowProjectManagement: true,
      },
      connections: [openAiConnection('shared-models', 'ApiKey', RESOURCE_IDS.account)],
      projects: [
        {
          name: 'assistant',
          displayName: 'Assistant',
          isDefault: true,
          identity: {
            type: 'SystemAssigned',
            principalId: IDS.projectIdentity,
            tenantId: IDS.tenant,
          },
          connections: [
            openAiConnection('models', 'ApiKey', RESOURCE_IDS.account, { isSharedToAll: false }),
            {
              name: 'bing',
              category: 'GroundingWithBingSearch',
              authType: 'ApiKey',
              target: 'https://api.bing.microsoft.com/',
              metadata: { Type: 'bing_grounding' },
              credentials: { key: 'stored-key-of-bing-4c21aa07' },
            },
          ],
        },
      ],
    }),
  );
  world.workspaces.push(
    {
      subscriptionId: IDS.subscription,
      resourceGroup: 'rg-ai',
      name: 'contoso-hub',
      kind: 'Hub',
      location: 'swedencentral',
      connections: [
        openAiConnection('hub-models', 'ApiKey', RESOURCE_IDS.account, {
          category: 'AIServices',
          target: 'https://contoso-ai.services.ai.azure.com/',
        }),
      ],
    },
    {
      subscriptionId: IDS.subscription,
      resourceGroup: 'rg-ai',
      name: 'contoso-hub-chat',
      kind: 'Project',
      location: 'swedencentral',
      hubResourceId: RESOURCE_IDS.hub,
      connections: [],
    },
  );
  world.roleAssignments.push(
    {
      scope: RESOURCE_IDS.account,
      role: 'Cognitive Services User',
      principalId: IDS.grace,
      principalType: 'User',
    },
    {
      scope: RESOURCE_IDS.account,
      role: 'Cognitive Services OpenAI User',
      principalId: IDS.projectIdentity,
      principalType: 'ServicePrincipal',
    },
    {
      scope: RESOURCE_IDS.subscription,
      role: 'Contributor',
      principalId: IDS.platformTeam,
      principalType: 'Group',
    },
  );
  world.activityLog.push({
    resourceId: RESOURCE_IDS.account,
    operationName: 'Microsoft.CognitiveServices/accounts/listKeys/action',
    hoursAgo: 50,
    caller: 'grace@contoso.example',
    status: 'Succeeded',
  });
  return world;
}
