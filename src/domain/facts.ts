import type { Account, Deployment, Project } from './account.ts';
import type { ArmId } from './arm-id.ts';
import type {
  DenyAssignment,
  KeyEvent,
  PolicyGuard,
  RoleAssignment,
  RoleCatalogue,
} from './authorization.ts';
import type { Connection, Workspace } from './connection.ts';
import type { Observation } from './observation.ts';
import type { ProbeAnswer } from './probe.ts';

/** What can be asked about an account. A rule names the aspects it needs; no other is asked for. */
export type Aspect =
  | 'account'
  | 'assignments'
  | 'roles'
  | 'denies'
  | 'reach'
  | 'own-reach'
  | 'deployments'
  | 'projects'
  | 'connections'
  | 'hubs'
  | 'project-identities'
  | 'entra-probe'
  | 'key-probe'
  | 'key-events'
  | 'policies'
  | 'names';

/** The connections of one owner; unknown by itself, so that one closed project does not hide the others. */
export interface ConnectionList {
  readonly owner: ArmId;
  readonly connections: Observation<readonly Connection[]>;
}

export interface HubFacts {
  readonly workspace: Workspace;
  /** All connections of the workspace, not only those to the account. */
  readonly connections: Observation<readonly Connection[]>;
}

/**
 * All that a rule may know of one account. Every member was asked for only if a rule in force needs its
 * aspect; reading one that was not asked for yields unknown (`unavailable`), never a pass.
 */
export interface AccountFacts {
  readonly id: ArmId;
  /** Object id, lower-cased, of the workflow's own identity, where its token tells it. */
  readonly self: string | undefined;
  readonly account: Observation<Account>;
  /** Role assignments at the account and inherited from any scope above it. */
  readonly assignments: Observation<readonly RoleAssignment[]>;
  readonly roles: Observation<RoleCatalogue>;
  readonly denies: Observation<readonly DenyAssignment[]>;
  /**
   * By object id of a user or service principal: its assignments at and above the account, those through
   * groups included (the service's own transitive `assignedTo`). Groups are not in it: the service does not take them.
   */
  readonly reach: ReadonlyMap<string, Observation<readonly RoleAssignment[]>>;
  /** By object id: deny assignments that apply to it, those through groups included. Asked only where a deny assignment names a group. */
  readonly denyReach: ReadonlyMap<string, Observation<readonly DenyAssignment[]>>;
  readonly deployments: Observation<readonly Deployment[]>;
  readonly projects: Observation<readonly Project[]>;
  /** One per account and project. Unknown as a whole when the projects could not be listed. */
  readonly connections: Observation<readonly ConnectionList[]>;
  /** Every hub and hub project the caller can see in the subscriptions in scope. */
  readonly hubs: Observation<readonly HubFacts[]>;
  /** In the order they were sent; the last one decides. */
  readonly entraProbe: Observation<readonly ProbeAnswer[]>;
  readonly keyProbe: Observation<readonly ProbeAnswer[]>;
  /** Of the last 30 days. */
  readonly keyEvents: Observation<readonly KeyEvent[]>;
  readonly policies: Observation<readonly PolicyGuard[]>;
  /** Display names by object id, as far as Microsoft Graph allowed. `gone`: the directory no longer knows it. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly gone: boolean }>;
}
