import type { Permission, RoleDefinition } from '../world.ts';

/**
 * Built-in roles that matter for Azure AI resources, as the role definitions API shows them in 2026
 * (Foundry names since May 2026; ids never change).
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/general
 */
const CS = 'Microsoft.CognitiveServices';
const ML = 'Microsoft.MachineLearningServices/workspaces';
const AUTH = 'Microsoft.Authorization';
const RES = 'Microsoft.Resources';

const INSIGHTS_READS = [
  'Microsoft.Insights/logDefinitions/read',
  'Microsoft.Insights/metricdefinitions/read',
  'Microsoft.Insights/metrics/read',
  'Microsoft.ResourceHealth/availabilityStatuses/read',
];
const SUBSCRIPTION_READS = [
  `${RES}/subscriptions/operationresults/read`,
  `${RES}/subscriptions/read`,
  `${RES}/subscriptions/resourceGroups/read`,
  'Microsoft.Support/*',
];
const ROLE_READS = [`${AUTH}/roleAssignments/read`, `${AUTH}/roleDefinitions/read`];
const ROLE_WRITES = [`${AUTH}/roleAssignments/write`, `${AUTH}/roleAssignments/delete`];
const FEATURES = [
  'Microsoft.Features/features/read',
  'Microsoft.Features/providers/features/read',
  'Microsoft.Features/providers/features/register/action',
];
const DEPLOYMENTS = [
  `${RES}/deployments/*`,
  `${RES}/deployments/operations/read`,
  `${RES}/subscriptions/resourcegroups/deployments/*`,
];
const OWNER_OF_ACCOUNTS = [
  `${AUTH}/*/read`,
  `${CS}/*`,
  ...FEATURES,
  'Microsoft.Insights/alertRules/*',
  'Microsoft.Insights/diagnosticSettings/*',
  ...INSIGHTS_READS,
  ...DEPLOYMENTS,
  ...SUBSCRIPTION_READS,
];

const NO_FINE_TUNES = [
  `${CS}/accounts/OpenAI/fine-tunes-deployments/write`,
  `${CS}/accounts/AIServices/fine_tuning_deployments/write`,
];
const NO_IMPERSONATION = [
  `${CS}/accounts/AIServices/agents/endpoints/UserIdentityImpersonation/action`,
];

const OPENAI_USER_DATA = [
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
].map((name) => `${CS}/accounts/OpenAI/${name}`);

const AGENT_CONSUMER = 'eed3b665-ab3a-47b6-8f48-c9382fb1dad6';
const FOUNDRY_USER = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const C1 = [AGENT_CONSUMER, FOUNDRY_USER];
const C2 = [
  ...C1,
  '3bc748fc-213d-45c1-8d91-9da5725539b9',
  '2a1e307c-b015-4ebd-883e-5b7698a07328',
  '73c42c96-874c-492b-b04d-ab87d138a893',
];

export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', { actions: ['*'] }),
  role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    actions: ['*'],
    notActions: [
      `${AUTH}/*/Delete`,
      `${AUTH}/*/Write`,
      `${AUTH}/elevateAccess/Action`,
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
      `${RES}/deploymentStacks/manageDenySetting/action`,
      'Microsoft.Subscription/cancel/action',
      'Microsoft.Subscription/enable/action',
    ],
  }),
  role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', { actions: ['*/read'] }),
  role('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', {
    actions: ['*/read', `${AUTH}/*`, 'Microsoft.Support/*'],
  }),
  role('f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator', {
    actions: [...ROLE_WRITES, '*/read', 'Microsoft.Support/*'],
  }),
  role('a97b65f3-24c7-4388-baec-2e87135dc908', 'Cognitive Services User', {
    actions: [
      `${CS}/*/read`,
      `${CS}/accounts/listkeys/action`,
      'Microsoft.Insights/alertRules/read',
      'Microsoft.Insights/diagnosticSettings/read',
      ...INSIGHTS_READS,
      `${RES}/deployments/operations/read`,
      ...SUBSCRIPTION_READS,
    ],
    dataActions: [`${CS}/*`],
    notDataActions: [...NO_IMPERSONATION, ...NO_FINE_TUNES],
  }),
  role('25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68', 'Cognitive Services Contributor', {
    actions: OWNER_OF_ACCOUNTS,
  }),
  role('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', 'Cognitive Services OpenAI User', {
    actions: [`${CS}/*/read`, ...ROLE_READS],
    dataActions: OPENAI_USER_DATA,
    notDataActions: [`${CS}/accounts/OpenAI/stored-completions/read`],
  }),
  role('a001fd3d-188f-4b5d-821b-7da978bf7442', 'Cognitive Services OpenAI Contributor', {
    actions: [
      `${CS}/*/read`,
      `${CS}/accounts/deployments/write`,
      `${CS}/accounts/deployments/delete`,
      ...['raiPolicies', 'commitmentplans'].flatMap((name) =>
        ['read', 'write', 'delete'].map((verb) => `${CS}/accounts/${name}/${verb}`),
      ),
      ...ROLE_READS,
    ],
    dataActions: [`${CS}/accounts/OpenAI/*`],
  }),
  role('b59867f0-fa02-499b-be73-45a86b5b3e1c', 'Cognitive Services Data Reader', {
    dataActions: [`${CS}/*/read`],
  }),
  role('19c28022-e58e-450d-a464-0b2a53034789', 'Cognitive Services Data Contributor (Preview)', {
    dataActions: [`${CS}/*`],
    notDataActions: NO_FINE_TUNES,
  }),
  role(FOUNDRY_USER, 'Foundry User', {
    actions: [
      `${AUTH}/*/read`,
      `${CS}/*/read`,
      `${CS}/accounts/listkeys/action`,
      'Microsoft.Insights/alertRules/read',
      'Microsoft.Insights/diagnosticSettings/read',
      ...INSIGHTS_READS,
      `${RES}/deployments/*`,
      ...SUBSCRIPTION_READS,
    ],
    dataActions: [`${CS}/*`],
    notDataActions: [...NO_IMPERSONATION, ...NO_FINE_TUNES],
  }),
  role('eadc314b-1a2d-4efa-be10-5d325db5065e', 'Foundry Project Manager', {
    actions: [
      ...ROLE_WRITES,
      `${CS}/accounts/*/read`,
      `${CS}/accounts/projects/*`,
      `${CS}/locations/*/read`,
      `${AUTH}/*/read`,
      'Microsoft.Insights/alertRules/*',
      `${RES}/deployments/*`,
      `${RES}/subscriptions/resourceGroups/read`,
    ],
    dataActions: [`${CS}/*`],
    notDataActions: [...NO_IMPERSONATION, ...NO_FINE_TUNES],
    condition: delegation(C1),
  }),
  role('e47c6f54-e4a2-4754-9501-8e0985b135e1', 'Foundry Account Owner', {
    actions: [...OWNER_OF_ACCOUNTS, ...ROLE_WRITES],
    condition: delegation(C2),
  }),
  role('c883944f-8b7b-4483-af10-35834be79c4a', 'Foundry Owner', {
    actions: [
      'Microsoft.AlertsManagement/alerts/*',
      `${AUTH}/*/read`,
      ...ROLE_WRITES,
      `${CS}/*`,
      'Microsoft.Insights/activityLogAlerts/*',
      'Microsoft.Insights/metricalerts/*',
      'Microsoft.ResourceHealth/availabilityStatuses/read',
      ...DEPLOYMENTS,
      ...SUBSCRIPTION_READS,
    ],
    dataActions: [`${CS}/*`],
    notDataActions: NO_IMPERSONATION,
    condition: delegation(C2),
  }),
  role(AGENT_CONSUMER, 'Foundry Agent Consumer', {
    dataActions: [`${CS}/accounts/AIServices/endpoints/interact/action`],
  }),
  role('142bfaed-a13f-4c2d-bed2-6db62c4a1009', 'Foundry Project Runtime User', {
    dataActions: [`${CS}/accounts/AIServices/responses/*`],
  }),
  role('64702f94-c441-49e6-a78b-ef80e0188fee', 'Azure AI Developer', {
    actions: [
      ...['read', 'action', 'delete', 'write'].map((verb) => `${ML}/*/${verb}`),
      'Microsoft.MachineLearningServices/locations/*/read',
      `${AUTH}/*/read`,
      `${RES}/deployments/*`,
    ],
    notActions: [
      `${ML}/delete`,
      `${ML}/write`,
      `${ML}/listKeys/action`,
      `${ML}/hubs/write`,
      `${ML}/hubs/delete`,
      `${ML}/featurestores/write`,
      `${ML}/featurestores/delete`,
      `${ML}/evaluations/results/labels/read`,
      `${ML}/evaluations/results/reasonings/read`,
      `${ML}/simulations/results/images/read`,
    ],
    dataActions: ['OpenAI', 'SpeechServices', 'ContentSafety', 'MaaS'].map(
      (service) => `${CS}/accounts/${service}/*`,
    ),
    notDataActions: [`${CS}/accounts/OpenAI/fine-tunes-deployments/write`],
  }),
  role('b78c5d69-af96-48a3-bf8d-a8b4d589de94', 'Azure AI Administrator', {
    actions: [
      ...OWNER_OF_ACCOUNTS,
      'Microsoft.ContainerRegistry/registries/*',
      'Microsoft.DataFactory/factories/*',
      'Microsoft.DocumentDb/databaseAccounts/*',
      'Microsoft.KeyVault/*',
      `${ML}/*`,
      `${RES}/subscriptions/resourceGroups/write`,
      'Microsoft.Search/searchServices/listAdminKeys/action',
      'Microsoft.Search/searchServices/read',
      'Microsoft.Search/searchServices/write',
      'Microsoft.Storage/storageAccounts/*',
    ],
  }),
  ...(
    [
      ['f72c8140-2111-481c-87ff-72b910f6e3f8', 'LUIS Owner', ['LUIS']],
      [
        'f07febfe-79bc-46b1-8b37-790e26e6e498',
        'Language Owner',
        ['LanguageAuthoring', 'ConversationalLanguageUnderstanding', 'Language', 'TextAnalytics'],
      ],
      [
        '4b42bd01-da42-4c92-9b07-15ea5bd6a602',
        'Content Understanding Owner',
        ['MultiModalIntelligence'],
      ],
    ] as const
  ).map(([id, name, services]) =>
    role(id, `Cognitive Services ${name}`, {
      actions: [`${CS}/*/read`, `${CS}/accounts/listkeys/action`, ...ROLE_READS],
      dataActions: services.map((service) => `${CS}/accounts/${service}/*`),
      notDataActions: name === 'Language Owner' ? [`${CS}/accounts/TextAnalytics/QnaMaker/*`] : [],
    }),
  ),
  role('14f26b53-9d80-4924-8141-f664426a48f6', 'Cognitive Services Security Integration Admin', {
    actions: [`${CS}/*`],
  }),
  role('512ef07a-840c-48d2-9be4-9a30a75a5c70', 'Defender Cloud Secrets Posture', {
    actions: [
      'Microsoft.DocumentDB/databaseAccounts/listKeys/action',
      'Microsoft.DocumentDB/databaseAccounts/listConnectionStrings/action',
      `${CS}/accounts/listKeys/action`,
    ],
  }),
  role('46023a6a-0702-4cbf-956c-d8c3ac27bc2b', 'Defender CSPM', {
    dataActions: [`${CS}/accounts/aiservices/agents/read`, `${CS}/accounts/aiservices/assets/read`],
  }),
  role('f6c7c914-8db3-469d-8ca1-694a8f32e121', 'AzureML Data Scientist', {
    actions: ['read', 'action', 'delete', 'write'].map((verb) => `${ML}/*/${verb}`),
    notActions: [
      `${ML}/delete`,
      `${ML}/write`,
      `${ML}/computes/*/write`,
      `${ML}/computes/*/delete`,
      `${ML}/computes/listKeys/action`,
      `${ML}/listKeys/action`,
      `${ML}/hubs/write`,
      `${ML}/hubs/delete`,
      `${ML}/featurestores/write`,
      `${ML}/featurestores/delete`,
    ],
  }),
  role(
    'ea01e6af-a1c1-4350-9563-ad00f8c72ec5',
    'Azure Machine Learning Workspace Connection Secrets Reader',
    { actions: [`${ML}/connections/listsecrets/action`, `${ML}/metadata/secrets/read`] },
  ),
];

function role(id: string, roleName: string, permission: Partial<Permission>): RoleDefinition {
  return {
    id,
    roleName,
    type: 'BuiltInRole',
    description: `Built-in role ${roleName}.`,
    assignableScopes: ['/'],
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: [],
        notDataActions: [],
        ...permission,
        ...(permission.condition === undefined ? {} : { conditionVersion: '2.0' }),
      },
    ],
  };
}

/** Role assignments may be written or deleted for these roles only. */
function delegation(roles: readonly string[]): string {
  const only = (verb: string, source: string): string =>
    `((!(ActionMatches{'${AUTH}/roleAssignments/${verb}'})) OR (${source}[${AUTH}/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${roles.join(',')}}))`;
  return `${only('write', '@Request')} AND ${only('delete', '@Resource')}`;
}
