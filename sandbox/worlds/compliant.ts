import type { World } from '../world.ts';
import { aiAccount, baseWorld, openAiConnection, type Rights } from './base.ts';
import { IDS, RESOURCE_IDS } from './ids.ts';

/** One account as it should be: keys off, roles held by groups, connections and project on Entra ID. */
export function compliantWorld(rights: Rights = 'check'): World {
  const world = baseWorld(rights);
  world.accounts.push(
    aiAccount('contoso-ai', {
      connections: [openAiConnection('shared-models', 'AAD', RESOURCE_IDS.account)],
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
          connections: [openAiConnection('models', 'AAD', RESOURCE_IDS.account)],
        },
      ],
    }),
  );
  world.roleAssignments.push(
    {
      scope: RESOURCE_IDS.account,
      role: 'Cognitive Services User',
      principalId: IDS.developers,
      principalType: 'Group',
    },
    {
      scope: RESOURCE_IDS.account,
      role: 'Foundry User',
      principalId: IDS.projectIdentity,
      principalType: 'ServicePrincipal',
    },
  );
  world.policyAssignments.push({
    scope: RESOURCE_IDS.managementGroup,
    name: 'no-ai-keys',
    displayName: 'Azure AI without keys',
    policyDefinitionId:
      '/providers/Microsoft.Authorization/policyDefinitions/71ef260a-8f18-47b7-abcb-62d0673d94dc',
    parameters: { effect: { value: 'Deny' } },
  });
  return world;
}
