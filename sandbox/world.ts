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
  activityLog: ActivityEvent[];
  locks: Lock[];
  github: GitHubWorld;
  /** The identity that the printed environment signs in as; its object id is a service principal's. */
  signIn: { tenantId: string; clientId: string; subscriptionId: string };
  behaviour?: Partial<Behaviour>;
}

/** How Azure behaves where its behaviour varies by time, region or version, or is not documented. */
export interface Behaviour {
  /** A new role assignment is listed at once and counts after this long. */
  assignmentDelayMs: number;
  /** The inference gateway learns of a change of `disableLocalAuth` after this long. */
  keyDelayMs: number;
  /** A PATCH or PUT of an account runs this long (202, then polling); 0 answers 200. */
  updateMs: number;
  /** How a long-running update ends. */
  updateEnds: 'Succeeded' | 'Failed';
  /** `Retry-After` of long-running answers, in seconds. */
  retryAfterSeconds: number;
  /** Elements in a page of each ARM list. */
  pageSize: number;
  accessTokenSeconds: number;
  assertionSeconds: number;
  /** A disabled key is answered 403 `AuthenticationTypeDisabled` (field reports) or 401 (Microsoft's page). */
  keyRefusal: '403' | '401';
  /** `gateway`: whether keys are on is judged before the key; `key`: a made-up key gets its 401 first. */
  keyCheckOrder: 'gateway' | 'key';
  /** Wording of a missing data action. */
  permissionDenied: 'current' | 'older' | 'forbidden';
  /** Whether an invalid inference body is refused before the role is looked at. */
  bodyCheckedFirst: boolean;
  /** `either` accepts both audiences on `/models`; else only the one named. */
  modelsAudience: 'either' | 'https://ai.azure.com' | 'https://cognitiveservices.azure.com';
  /** A list at a subscription without rights there: refused, or cut to what the caller may read. */
  listWithoutRights: 'forbid' | 'filter';
  /** A project's list of connections also returns the account's shared ones. */
  projectListsShared: boolean;
  /** PUT of a role assignment without `principalType` fails this many times for a new principal. */
  principalReplicationFailures: number;
  /** PATCH of a connection merges into, or replaces, the properties. */
  connectionPatch: 'merge' | 'replace';
  /** regenerateKey on an account whose keys are disabled. */
  regenerateWhenDisabled: 'refuse' | 'allow';
  /** Token bucket of ARM per caller and subscription; `undefined`: no throttling. */
  armBucket: { size: number; refillPerSecond: number } | undefined;
  /** Every n-th request to ARM is answered 429; 0: none. */
  throttleEvery: number;
  /** `Retry-After` of throttled answers, in seconds. */
  throttleRetryAfterSeconds: number;
  /** Resource Graph queries per caller in five seconds. */
  resourceGraphQueries: number;
  /** May the caller read names in Microsoft Graph? */
  graphAllowed: boolean;
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

export interface GitHubWorld {
  owner: string;
  ownerId: number;
  repository: string;
  repositoryId: number;
  defaultBranch: string;
  /** What the token of the job may do. */
  permissions: Partial<Record<GitHubPermission, 'read' | 'write'>>;
  oidc: {
    /** `id-token: write` was given and the event allows it. */
    enabled: boolean;
    issuer: string;
    /** The whole subject; else it is built from repository, event and environment. */
    subject?: string;
    /** Subjects carry the numeric ids of owner and repository. */
    immutable: boolean;
    environment?: string;
  };
  event: {
    name: string;
    ref: string;
    sha: string;
    actor?: string;
    pullRequest?: number;
  };
  pullRequests: PullRequest[];
  issues: Issue[];
  /** Text files by ref (branch name or commit) and path. */
  files: Record<string, Record<string, string>>;
  /** Uploaded SARIF logs. */
  sarifs: { commitSha: string; ref: string; sarif: string }[];
}

export type GitHubPermission =
  'contents' | 'pull-requests' | 'issues' | 'security-events' | 'actions' | 'metadata';

export interface PullRequest {
  number: number;
  title: string;
  headSha: string;
  headRef: string;
  baseSha: string;
  baseRef: string;
  /** Full name of the repository it comes from. */
  headRepository: string;
  files: PullRequestFile[];
}

export interface PullRequestFile {
  filename: string;
  status: 'added' | 'modified' | 'removed' | 'renamed';
  previousFilename?: string;
  /** Unified diff; absent for binary and very large files. */
  patch?: string;
}

/** An issue, or the conversation of the pull request of the same number. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  author: string;
  /** Made by a GitHub App (`github-actions[bot]` is one). */
  authorIsBot?: boolean;
  comments: Comment[];
}

export interface Comment {
  id: number;
  body: string;
  author: string;
  authorIsBot?: boolean;
}
