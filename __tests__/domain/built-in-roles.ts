import type { Permission, RoleCatalogue, RoleDefinition } from '../../src/domain/authorization.ts';

/**
 * Built-in roles as their definitions read in August 2026, cut to the permissions that matter here.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const CS = 'Microsoft.CognitiveServices';
const ML = 'Microsoft.MachineLearningServices/workspaces';
const ASSIGN = [
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Authorization/roleAssignments/delete',
];
const NO_TUNING_NOR_IMPERSONATION = [
  `${CS}/accounts/AIServices/agents/endpoints/UserIdentityImpersonation/action`,
  `${CS}/accounts/OpenAI/fine-tunes-deployments/write`,
  `${CS}/accounts/AIServices/fine_tuning_deployments/write`,
];

/** The condition with which the Foundry roles delegate role assignment: only these roles may be assigned. */
export function delegation(...guids: readonly string[]): string {
  const set = guids.join(', ');
  return [
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${set}}))`,
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${set}}))`,
  ].join(' AND ');
}

const DELEGATED = delegation(
  'eed3b665-ab3a-47b6-8f48-c9382fb1dad6',
  '53ca6127-db72-4b80-b1b0-d745d6d5456d',
);

export const BUILT_IN = {
  owner: role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', { actions: ['*'] }),
  contributor: role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
    ],
  }),
  reader: role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', { actions: ['*/read'] }),
  userAccessAdministrator: role(
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'User Access Administrator',
    { actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'] },
  ),
  rbacAdministrator: role(
    'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    'Role Based Access Control Administrator',
    { actions: [...ASSIGN, '*/read', 'Microsoft.Support/*'] },
  ),
  cognitiveServicesUser: role('a97b65f3-24c7-4388-baec-2e87135dc908', 'Cognitive Services User', {
    actions: [`${CS}/*/read`, `${CS}/accounts/listkeys/action`, 'Microsoft.Support/*'],
    dataActions: [`${CS}/*`],
    notDataActions: NO_TUNING_NOR_IMPERSONATION,
  }),
  openAiUser: role('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', 'Cognitive Services OpenAI User', {
    actions: [
      `${CS}/*/read`,
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Authorization/roleDefinitions/read',
    ],
    dataActions: [
      '*/read',
      'engines/completions/action',
      'engines/search/action',
      'engines/generate/action',
      'deployments/audio/action',
      'deployments/search/action',
      'deployments/completions/action',
      'deployments/chat/completions/action',
      'deployments/realtime/action',
      'deployments/extensions/chat/completions/action',
      'deployments/embeddings/action',
      'images/generations/action',
      'video/generations/*/action',
      'video/generations/*/delete',
      'assistants/*',
      'responses/*',
    ].map((name) => `${CS}/accounts/OpenAI/${name}`),
    notDataActions: [`${CS}/accounts/OpenAI/stored-completions/read`],
  }),
  openAiContributor: role(
    'a001fd3d-188f-4b5d-821b-7da978bf7442',
    'Cognitive Services OpenAI Contributor',
    {
      actions: [`${CS}/*/read`, `${CS}/accounts/deployments/write`],
      dataActions: [`${CS}/accounts/OpenAI/*`],
    },
  ),
  cognitiveServicesContributor: role(
    '25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68',
    'Cognitive Services Contributor',
    { actions: ['Microsoft.Authorization/*/read', `${CS}/*`, 'Microsoft.Support/*'] },
  ),
  dataReader: role('b59867f0-fa02-499b-be73-45a86b5b3e1c', 'Cognitive Services Data Reader', {
    dataActions: [`${CS}/*/read`],
  }),
  dataContributor: role(
    '19c28022-e58e-450d-a464-0b2a53034789',
    'Cognitive Services Data Contributor (Preview)',
    { dataActions: [`${CS}/*`], notDataActions: NO_TUNING_NOR_IMPERSONATION.slice(1) },
  ),
  foundryUser: role('53ca6127-db72-4b80-b1b0-d745d6d5456d', 'Foundry User', {
    actions: ['Microsoft.Authorization/*/read', `${CS}/*/read`, `${CS}/accounts/listkeys/action`],
    dataActions: [`${CS}/*`],
    notDataActions: NO_TUNING_NOR_IMPERSONATION,
  }),
  foundryProjectManager: role('eadc314b-1a2d-4efa-be10-5d325db5065e', 'Foundry Project Manager', {
    actions: [
      ...ASSIGN,
      `${CS}/accounts/*/read`,
      `${CS}/accounts/projects/*`,
      `${CS}/locations/*/read`,
    ],
    dataActions: [`${CS}/*`],
    notDataActions: NO_TUNING_NOR_IMPERSONATION,
    condition: DELEGATED,
  }),
  foundryAccountOwner: role('e47c6f54-e4a2-4754-9501-8e0985b135e1', 'Foundry Account Owner', {
    actions: ['Microsoft.Authorization/*/read', ...ASSIGN, `${CS}/*`],
    condition: DELEGATED,
  }),
  foundryOwner: role('c883944f-8b7b-4483-af10-35834be79c4a', 'Foundry Owner', {
    actions: ['Microsoft.Authorization/*/read', ...ASSIGN, `${CS}/*`],
    dataActions: [`${CS}/*`],
    notDataActions: NO_TUNING_NOR_IMPERSONATION.slice(0, 1),
    condition: DELEGATED,
  }),
  foundryAgentConsumer: role('eed3b665-ab3a-47b6-8f48-c9382fb1dad6', 'Foundry Agent Consumer', {
    dataActions: [`${CS}/accounts/AIServices/endpoints/interact/action`],
  }),
  foundryProjectRuntimeUser: role(
    '142bfaed-a13f-4c2d-bed2-6db62c4a1009',
    'Foundry Project Runtime User',
    { dataActions: [`${CS}/accounts/AIServices/responses/*`] },
  ),
  azureAiDeveloper: role('64702f94-c441-49e6-a78b-ef80e0188fee', 'Azure AI Developer', {
    actions: [
      ...['read', 'action', 'delete', 'write'].map((verb) => `${ML}/*/${verb}`),
      'Microsoft.Authorization/*/read',
    ],
    notActions: [`${ML}/delete`, `${ML}/write`, `${ML}/listKeys/action`],
    dataActions: ['OpenAI', 'SpeechServices', 'ContentSafety', 'MaaS'].map(
      (service) => `${CS}/accounts/${service}/*`,
    ),
    notDataActions: [`${CS}/accounts/OpenAI/fine-tunes-deployments/write`],
  }),
  azureAiAdministrator: role('b78c5d69-af96-48a3-bf8d-a8b4d589de94', 'Azure AI Administrator', {
    actions: ['Microsoft.Authorization/*/read', `${CS}/*`, `${ML}/*`],
  }),
} as const satisfies Record<string, RoleDefinition>;

export const BUILT_IN_CATALOGUE: RoleCatalogue = new Map(
  Object.values(BUILT_IN).map((definition) => [definition.guid, definition]),
);

export function role(
  guid: string,
  name: string,
  permission: Partial<Permission>,
  custom = false,
): RoleDefinition {
  return { guid, name, custom, permissions: [permissionOf(permission)] };
}

export function permissionOf(permission: Partial<Permission>): Permission {
  return { actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission };
}
