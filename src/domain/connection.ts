import type { ArmId } from './arm-id.ts';

/** A connection of an account, a project, a hub or a hub project. Never with its secret: no read returns it. */
export interface Connection {
  /** Built from its owner and `name`: list answers give ids under other type names. */
  readonly id: ArmId;
  readonly owner: ArmId;
  readonly ownerKind: 'account' | 'project' | 'hub' | 'hub-project' | 'workspace';
  /** Of a hub project: the hub, whose shared connections it lists too. */
  readonly hub?: ArmId;
  readonly name: string;
  readonly category: string;
  readonly authType: string;
  /** Without secrets: `***` in place of user names, passwords and values of the query. */
  readonly target: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly isSharedToAll: boolean;
  /** Names of members that carry or once carried a key (`credentials.key`, `metadata.api-key`, ...): names only, never values. */
  readonly keyFields: readonly string[];
}

/** A hub or hub project, and its connections. */
export interface Workspace {
  readonly id: ArmId;
  readonly name: string;
  /** Empty where Azure does not tell it. */
  readonly kind: string;
  readonly hub: ArmId | undefined;
}
