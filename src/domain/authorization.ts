import type { ArmId } from './arm-id.ts';
import type { Unknown } from './observation.ts';

/** One element of a role definition's or deny assignment's `permissions`. Patterns may hold `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
  /** Of a role definition: what it grants is granted only to requests that the condition admits. */
  readonly condition?: string;
}

export interface RoleDefinition {
  /** Lower-cased GUID: role names are being renamed, GUIDs are not. */
  readonly guid: string;
  readonly name: string;
  readonly custom: boolean;
  readonly permissions: readonly Permission[];
}

export interface RoleAssignment {
  readonly id: string;
  /** Lower-cased GUID of the role definition. */
  readonly roleGuid: string;
  readonly principalId: string;
  /** As Azure says; `Unknown` where it says nothing. */
  readonly principalType: string;
  /** As Azure returned it: an ARM id, or `/` for the tenant root. */
  readonly scope: string;
  /** Epoch milliseconds of its creation or last change, where Azure tells. */
  readonly changedAt?: number;
  /** Present: the assignment applies only to requests that the condition admits. */
  readonly condition?: string;
}

export interface DenyAssignment {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly permissions: readonly Permission[];
  readonly principals: readonly { readonly id: string; readonly type: string }[];
  readonly excludePrincipals: readonly { readonly id: string; readonly type: string }[];
  readonly doNotApplyToChildScopes: boolean;
  readonly condition?: string;
}

/** Role definitions by lower-cased GUID. An assignment whose role is not in it cannot be judged. */
export type RoleCatalogue = ReadonlyMap<string, RoleDefinition>;

/** A policy assignment in force that touches key-based authentication. */
export interface PolicyGuard {
  readonly assignmentId: string;
  readonly assignmentName: string;
  readonly scope: string;
  readonly definitionGuid: string;
  /** Resolved through assignment and initiative parameters: `Deny`, `Audit`, `Modify`, `DeployIfNotExists`, `Disabled`, ... */
  readonly effect: string;
  readonly enforced: boolean;
  /** Where it does not hold for the account, or may not. */
  readonly lifted?: PolicyLift;
}

export interface PolicyLift {
  /** Else it could not be determined. */
  readonly certain: boolean;
  /** As in `lifted by the policy exemption NAME`. */
  readonly by: string;
  /** Why it could not be read whether there is an exemption. */
  readonly unread?: Unknown;
}

export interface KeyEvent {
  readonly at: string;
  /** UPN, object id or app id, as the activity log names it. */
  readonly caller: string;
  readonly operation: 'listKeys' | 'regenerateKey';
  readonly account: ArmId;
}
