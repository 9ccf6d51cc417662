import type { Behaviour } from './world-behaviour.ts';
import type { GitHubWorld } from './world-github.ts';

export type { Behaviour } from './world-behaviour.ts';
export type * from './world-github.ts';

/**
 * The world that the sandbox serves, as plain data. It is live: what clients write is written here, and
 * a test may change it between two requests. Ids are matched in any letter case; answers use the case
 * written here. To add to a list use `push` or assign a new array: look-ups notice both.
 */
export interface World {
  tenants: Tenant[];
  users: User[];
  groups: Group[];
  servicePrincipals: ServicePrincipal[];
  /** App registrations that clients made; those of a ready-made world are service principals only. */
  applications?: Application[];
  userAssignedIdentities?: UserAssignedIdentity[];
  managementGroups: ManagementGroup[];
  subscriptions: Subscription[];
  resourceGroups: ResourceGroup[];
  accounts: Account[];
  workspaces: Workspace[];
  /** Custom roles; built-in ones come from `data/built-in-roles.ts`. */
  roleDefinitions: RoleDefinition[];
  roleAssignments: RoleAssignment[];
  denyAssignments: DenyAssignment[];
  /** Custom definitions; built-in ones come from `data/built-in-policies.ts`. */
  policyDefinitions: PolicyDefinition[];
  policySetDefinitions: PolicySetDefinition[];
  policyAssignments: PolicyAssignment[];
  policyExemptions: PolicyExemption[];
  activityLog: ActivityEvent[];
  locks: Lock[];
  github: GitHubWorld;
  /** The identity that the printed environment signs in as; its object id is a service principal's. */
  signIn: { tenantId: string; clientId: string; subscriptionId: string };
  behaviour?: Partial<Behaviour>;
}

export interface Tenant {
  id: string;
  displayName?: string;
}

export interface User {
  id: string;
  userPrincipalName: string;
  displayName: string;
}

export interface Group {
  id: string;
  displayName: string;
  /** Object ids of users, service principals and groups. */
  members: string[];
}

/** An app's service principal or a managed identity. */
export interface ServicePrincipal {
  /** Object id. */
  id: string;
  /** Client id. */
  appId: string;
  displayName: string;
  tenantId: string;
  kind: 'Application' | 'ManagedIdentity';
  federatedCredentials?: FederatedCredential[];
  /** Refused by a Conditional Access policy for workload identities (AADSTS53003). */
  blockedByConditionalAccess?: boolean;
}

export interface Application {
  /** Object id. */
  id: string;
  /** Client id. */
  appId: string;
  displayName: string;
  federatedCredentials: FederatedCredential[];
}

/** The ARM resource; its service principal is found by `principalId`. */
export interface UserAssignedIdentity {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  location: string;
  principalId: string;
  clientId: string;
}

export interface FederatedCredential {
  name: string;
  issuer: string;
  subject: string;
  audience: string;
}

export interface ManagementGroup {
  name: string;
  displayName: string;
  /** Name of the group above; absent for the tenant's root group. */
  parent?: string;
}

export interface Subscription {
  id: string;
  displayName: string;
  tenantId: string;
  /** Name of the management group it is in. */
  managementGroup?: string;
  state?: 'Enabled' | 'Disabled';
}

export interface ResourceGroup {
  subscriptionId: string;
  name: string;
  location: string;
}

export interface ManagedIdentity {
  type: 'None' | 'SystemAssigned' | 'UserAssigned' | 'SystemAssigned, UserAssigned';
  principalId?: string;
  tenantId?: string;
  userAssignedIdentities?: Record<string, { principalId: string; clientId: string }>;
}

export interface Account {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  kind: string;
  location: string;
  sku?: string;
  tags?: Record<string, string>;
  identity?: ManagedIdentity;
  properties: AccountProperties;
  deployments: Deployment[];
  projects: Project[];
  connections: Connection[];
  /** Faults of the data plane that are a state, not an event. */
  dataPlane?: {
    /** Nothing listens at the endpoint. */
    unreachable?: boolean;
    /** Entra tokens are refused (role evaluation broken) as soon as keys are off. */
    entraBreaksWithoutKeys?: boolean;
  };
}

/** `endpoint`, `endpoints` and `provisioningState` are set by the sandbox unless given. */
export interface AccountProperties {
  customSubDomainName?: string;
  disableLocalAuth?: boolean | null;
  publicNetworkAccess?: 'Enabled' | 'Disabled';
  networkAcls?: {
    defaultAction: 'Allow' | 'Deny';
    ipRules?: { value: string }[];
    virtualNetworkRules?: { id: string }[];
  };
  allowProjectManagement?: boolean;
  provisioningState?: string;
  endpoint?: string;
  endpoints?: Record<string, string>;
  [other: string]: unknown;
}

export interface Deployment {
  name: string;
  model: { format: string; name: string; version: string };
  sku?: { name: string; capacity: number };
}

export interface Project {
  name: string;
  displayName?: string;
  location?: string;
  isDefault?: boolean;
  identity?: ManagedIdentity;
  connections: Connection[];
}

export interface Connection {
  name: string;
  category: string;
  authType: string;
  target: string;
  metadata?: Record<string, string>;
  /** Stored, never answered, except by the calls that exist to reveal it. */
  credentials?: Record<string, unknown> | null;
  isSharedToAll?: boolean;
  sharedUserList?: string[];
  expiryTime?: string | null;
  /** Members that a newer service version adds; answered as they are. */
  other?: Record<string, unknown>;
}

/** A hub, a hub project or another Azure Machine Learning workspace. */
export interface Workspace {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  kind: string;
  location: string;
  /** Resource id of the hub of a hub project. */
  hubResourceId?: string;
  identity?: ManagedIdentity;
  connections: Connection[];
}

export interface Permission {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  condition?: string;
  conditionVersion?: string;
}

export interface RoleDefinition {
  /** GUID. */
  id: string;
  roleName: string;
  type: 'BuiltInRole' | 'CustomRole';
  description?: string;
  assignableScopes: string[];
  permissions: Permission[];
}

export interface RoleAssignment {
  /** GUID; made from the other members when absent. */
  name?: string;
  /** `/`, a management group, subscription, resource group or resource. */
  scope: string;
  /** GUID or name of a role definition. */
  role: string;
  principalId: string;
  principalType: 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup' | 'Device';
  condition?: string;
  /** Whether a condition that the sandbox cannot evaluate holds; default `false`. */
  conditionHolds?: boolean;
  /** Epoch ms of its creation; absent: in effect for long. */
  createdAt?: number;
  description?: string;
}

export interface DenyAssignment {
  /** GUID. */
  name: string;
  denyAssignmentName: string;
  scope: string;
  permissions: Permission[];
  /** The id `00000000-0000-0000-0000-000000000000` of type `SystemDefined` is everyone. */
  principals: { id: string; type: string }[];
  excludePrincipals?: { id: string; type: string }[];
  doNotApplyToChildScopes?: boolean;
  isSystemProtected?: boolean;
  condition?: string;
}

export interface PolicyDefinition {
  /** `''` for built-in ones, else the subscription or management group that holds it. */
  scope: string;
  name: string;
  displayName: string;
  policyType: 'BuiltIn' | 'Custom';
  mode?: string;
  parameters?: Record<string, unknown>;
  policyRule: unknown;
}

export interface PolicySetDefinition {
  scope: string;
  name: string;
  displayName: string;
  policyType: 'BuiltIn' | 'Custom';
  parameters?: Record<string, unknown>;
  policyDefinitions: {
    policyDefinitionId: string;
    policyDefinitionReferenceId: string;
    parameters?: Record<string, { value: unknown }>;
  }[];
}

export interface PolicyAssignment {
  scope: string;
  name: string;
  displayName?: string;
  policyDefinitionId: string;
  parameters?: Record<string, { value: unknown }>;
  enforcementMode?: 'Default' | 'DoNotEnforce';
  notScopes?: string[];
  overrides?: unknown[];
  resourceSelectors?: unknown[];
}

/** https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure */
export interface PolicyExemption {
  scope: string;
  name: string;
  policyAssignmentId: string;
  exemptionCategory: 'Waiver' | 'Mitigated';
  /** Members of an initiative; absent: all of the assignment. */
  policyDefinitionReferenceIds?: string[];
  /** ISO time. */
  expiresOn?: string;
  resourceSelectors?: unknown[];
}

export interface ActivityEvent {
  resourceId: string;
  /** e.g. `Microsoft.CognitiveServices/accounts/listKeys/action`. */
  operationName: string;
  /** Age in hours at the start of the sandbox, or an ISO time. */
  hoursAgo?: number;
  eventTimestamp?: string;
  /** UPN of a user, or object id of a service principal. */
  caller?: string;
  claims?: Record<string, string>;
  status: 'Started' | 'Accepted' | 'Succeeded' | 'Failed';
  correlationId?: string;
}

export interface Lock {
  scope: string;
  name: string;
  level: 'CanNotDelete' | 'ReadOnly';
}
