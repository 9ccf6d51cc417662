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
  /** When an invalid inference body is refused: after all else, before the role is looked at, or before the credential. */
  bodyChecked: 'last' | 'before-role' | 'first';
  /** `either` accepts both audiences on `/models`; else only the one named. */
  modelsAudience: 'either' | 'https://ai.azure.com' | 'https://cognitiveservices.azure.com';
  /** A list of accounts, workspaces, policy exemptions, role or deny assignments that the caller may not read whole: refused, or cut to what it may. */
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
  /** Accounts name their projects in `associatedProjects`, or an older service version leaves it out. */
  associatedProjects: 'named' | 'absent';
  /** What Resource Graph knows of projects: all, all but the newest of each account, or nothing. */
  indexedProjects: 'all' | 'lagging' | 'none';
  /**
   * What it knows of role definitions: all; custom ones as they were when they still held every data action;
   * these without saying that they are custom; all without what they exclude; nothing.
   */
  indexedRoles: 'all' | 'lagging' | 'untyped' | 'terse' | 'none';
  /** Resource Graph queries per caller in five seconds. */
  resourceGraphQueries: number;
  /** May the caller read names in Microsoft Graph? */
  graphAllowed: boolean;
  /** May the caller register apps in Microsoft Graph? */
  appsAllowed: boolean;
}
