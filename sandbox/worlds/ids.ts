/** Ids of the ready-made worlds, so that inputs and tests can name them. */
export const IDS = {
  tenant: '7a1c0000-1111-4222-8333-000000000001',
  otherTenant: '7a1c0000-1111-4222-8333-000000000002',
  subscription: '5b5c0000-1111-4222-8333-000000000001',
  clientId: 'c11e0000-1111-4222-8333-000000000001',
  /** Object id of the service principal that the job signs in as. */
  ci: '0b1e0000-1111-4222-8333-000000000001',
  /** Client id of an app that lives in the other tenant. */
  foreignClientId: 'c11e0000-1111-4222-8333-0000000000ff',
  managedIdentityClientId: 'c11e0000-1111-4222-8333-00000000000a',
  managedIdentity: '0b1e0000-1111-4222-8333-00000000000a',
  /** The people who call the models. */
  developers: '64000000-1111-4222-8333-000000000001',
  /** A group inside `developers`. */
  interns: '64000000-1111-4222-8333-000000000002',
  platformTeam: '64000000-1111-4222-8333-000000000003',
  ada: '05e40000-1111-4222-8333-000000000001',
  grace: '05e40000-1111-4222-8333-000000000002',
  projectIdentity: '0b1e0000-1111-4222-8333-000000000010',
  accountIdentity: '0b1e0000-1111-4222-8333-000000000011',
} as const;

const group = `/subscriptions/${IDS.subscription}/resourceGroups/rg-ai`;

export const RESOURCE_IDS = {
  subscription: `/subscriptions/${IDS.subscription}`,
  resourceGroup: group,
  account: `${group}/providers/Microsoft.CognitiveServices/accounts/contoso-ai`,
  project: `${group}/providers/Microsoft.CognitiveServices/accounts/contoso-ai/projects/assistant`,
  hub: `${group}/providers/Microsoft.MachineLearningServices/workspaces/contoso-hub`,
  hubProject: `${group}/providers/Microsoft.MachineLearningServices/workspaces/contoso-hub-chat`,
  managementGroup: '/providers/Microsoft.Management/managementGroups/contoso',
} as const;
