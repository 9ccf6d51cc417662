import type { Account, Connection, RoleAssignment, World } from '../world.ts';
import { IDS, RESOURCE_IDS } from './ids.ts';

/**
 * What the job's identity may do. `reader`: Reader alone. `check`: Reader and inference. `enforce`: also
 * what each change kind needs. `none`: it can sign in and nothing else.
 */
export type Rights = 'none' | 'reader' | 'check' | 'enforce';

const ISSUER = 'https://token.actions.githubusercontent.com';

/** A tenant with people, a management group, a subscription, a resource group, a repository; no account yet. */
export function baseWorld(rights: Rights): World {
  return {
    tenants: [
      { id: IDS.tenant, displayName: 'Contoso' },
      { id: IDS.otherTenant, displayName: 'Fabrikam' },
    ],
    users: [
      { id: IDS.ada, userPrincipalName: 'ada@contoso.example', displayName: 'Ada Lovelace' },
      { id: IDS.grace, userPrincipalName: 'grace@contoso.example', displayName: 'Grace Hopper' },
    ],
    groups: [
      { id: IDS.developers, displayName: 'ai-developers', members: [IDS.ada, IDS.interns] },
      { id: IDS.interns, displayName: 'ai-interns', members: [IDS.grace] },
      { id: IDS.platformTeam, displayName: 'platform-team', members: [] },
    ],
    servicePrincipals: [
      {
        id: IDS.ci,
        appId: IDS.clientId,
        displayName: 'contoso-foundry-gate',
        tenantId: IDS.tenant,
        kind: 'Application',
        federatedCredentials: [
          credential('main', 'repo:contoso/assistant:ref:refs/heads/main'),
          credential('pull-requests', 'repo:contoso/assistant:pull_request'),
        ],
      },
      {
        id: IDS.managedIdentity,
        appId: IDS.managedIdentityClientId,
        displayName: 'runner-identity',
        tenantId: IDS.tenant,
        kind: 'ManagedIdentity',
      },
      {
        id: '0b1e0000-1111-4222-8333-0000000000ff',
        appId: IDS.foreignClientId,
        displayName: 'fabrikam-app',
        tenantId: IDS.otherTenant,
        kind: 'Application',
      },
      {
        id: IDS.projectIdentity,
        appId: 'c11e0000-1111-4222-8333-000000000010',
        displayName: 'contoso-ai/projects/assistant',
        tenantId: IDS.tenant,
        kind: 'ManagedIdentity',
      },
      {
        id: IDS.accountIdentity,
        appId: 'c11e0000-1111-4222-8333-000000000011',
        displayName: 'contoso-ai',
        tenantId: IDS.tenant,
        kind: 'ManagedIdentity',
      },
    ],
    managementGroups: [
      { name: IDS.tenant, displayName: 'Tenant Root Group' },
      { name: 'contoso', displayName: 'Contoso', parent: IDS.tenant },
    ],
    subscriptions: [
      {
        id: IDS.subscription,
        displayName: 'contoso-production',
        tenantId: IDS.tenant,
        managementGroup: 'contoso',
      },
    ],
    resourceGroups: [
      { subscriptionId: IDS.subscription, name: 'rg-ai', location: 'swedencentral' },
    ],
    accounts: [],
    workspaces: [],
    roleDefinitions: [],
    roleAssignments: assignmentsFor(rights),
    denyAssignments: [],
    policyDefinitions: [],
    policySetDefinitions: [],
    policyAssignments: [],
    policyExemptions: [],
    activityLog: [],
    locks: [],
    github: {
      owner: 'contoso',
      ownerId: 9_107_700,
      repository: 'assistant',
      repositoryId: 81_550_123,
      defaultBranch: 'main',
      permissions: {
        contents: 'read',
        'pull-requests': 'write',
        issues: 'write',
        'security-events': 'write',
      },
      oidc: { enabled: true, issuer: ISSUER, immutable: false },
      event: { name: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40) },
      pullRequests: [],
      issues: [],
      files: { main: {} },
      sarifs: [],
    },
    signIn: {
      tenantId: IDS.tenant,
      clientId: IDS.clientId,
      subscriptionId: IDS.subscription,
    },
  };
}

function credential(
  name: string,
  subject: string,
): { name: string; issuer: string; subject: string; audience: string } {
  return { name, issuer: ISSUER, subject, audience: 'api://AzureADTokenExchange' };
}

/** A role for the identity of the job that runs the action. */
export function toJob(role: string, scope: string): RoleAssignment {
  return { scope, role, principalId: IDS.ci, principalType: 'ServicePrincipal' };
}

function assignmentsFor(rights: Rights): RoleAssignment[] {
  const { subscription, resourceGroup } = RESOURCE_IDS;
  if (rights === 'none') return [];
  const reader = toJob('Reader', subscription);
  if (rights === 'reader') return [reader];
  const check = [reader, toJob('Cognitive Services OpenAI User', resourceGroup)];
  if (rights === 'check') return check;
  return [
    ...check,
    toJob('Cognitive Services Contributor', resourceGroup),
    toJob('Role Based Access Control Administrator', resourceGroup),
    toJob('AzureML Data Scientist', resourceGroup),
  ];
}

/** An account of kind AIServices in `rg-ai` with a chat model. */
export function aiAccount(name: string, changes: Partial<Account> = {}): Account {
  return {
    subscriptionId: IDS.subscription,
    resourceGroup: 'rg-ai',
    name,
    kind: 'AIServices',
    location: 'swedencentral',
    identity: { type: 'SystemAssigned', principalId: IDS.accountIdentity, tenantId: IDS.tenant },
    properties: {
      customSubDomainName: name,
      disableLocalAuth: true,
      publicNetworkAccess: 'Enabled',
      networkAcls: { defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
      allowProjectManagement: true,
    },
    deployments: [
      {
        name: 'gpt-4o',
        model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' },
        sku: { name: 'GlobalStandard', capacity: 10 },
      },
    ],
    projects: [],
    connections: [],
    ...changes,
  };
}

/** A connection to an account, by Entra ID or by a stored key. */
export function openAiConnection(
  name: string,
  authType: 'AAD' | 'ApiKey',
  accountId: string,
  changes: Partial<Connection> = {},
): Connection {
  const target = `https://${accountId.split('/').at(-1) ?? ''}.openai.azure.com/`;
  return {
    name,
    category: 'AzureOpenAI',
    authType,
    target,
    isSharedToAll: true,
    metadata: { ApiType: 'Azure', ResourceId: accountId },
    ...(authType === 'ApiKey' ? { credentials: { key: `stored-key-of-${name}-9f3b1c7d` } } : {}),
    ...changes,
  };
}
