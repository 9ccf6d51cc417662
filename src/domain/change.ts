import type { ArmId } from './arm-id.ts';
import type { Connection } from './connection.ts';

/** In the order in which they are made, per account. */
export const CHANGE_KINDS = [
  'set-subdomain',
  'assign-role',
  'convert-connection',
  'regenerate-keys',
  'disable-keys',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export type ChangeStatus = 'planned' | 'done' | 'unchanged' | 'blocked' | 'failed' | 'reverted';

/** One line of the report's `changes`. Names are public API (contract, section 4). */
export interface Change {
  readonly kind: ChangeKind;
  /** ARM id of the account, connection or workspace meant. */
  readonly resource: string;
  readonly status: ChangeStatus;
  readonly message: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** What the plan says shall be done, with all that doing it needs. */
export type PlannedChange =
  | { readonly kind: 'set-subdomain'; readonly account: ArmId; readonly subdomain: string }
  | {
      readonly kind: 'assign-role';
      readonly account: ArmId;
      readonly principalId: string;
      readonly principalType: 'User' | 'Group' | 'ServicePrincipal';
      readonly roleGuid: string;
      readonly roleName: string;
      /** UUID v5 of scope, principal and role: the same in every run. */
      readonly assignmentName: string;
    }
  | {
      readonly kind: 'convert-connection';
      readonly account: ArmId;
      readonly connection: Connection;
    }
  | { readonly kind: 'regenerate-keys'; readonly account: ArmId }
  | {
      readonly kind: 'disable-keys';
      readonly account: ArmId;
      readonly before: boolean | undefined;
    };
